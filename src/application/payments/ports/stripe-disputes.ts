import type { DisputeSighting } from '../../../domain/payments/dispute.js';

/** A dispute at Stripe in our language. */
export interface StripeDispute extends Omit<DisputeSighting, 'source' | 'seenVersion'> {
  readonly paymentIntentId: string | null;
  /** Which of our answers Stripe has taken last, as it stands in the metadata. */
  readonly responseId: string | null;
}

export interface SubmitEvidenceCommand {
  readonly idempotencyKey: string;
  readonly responseId: string;
  readonly stripeDisputeId: string;
  /** By Stripe's names; texts, and ids of files (`file_...`) that were uploaded to Stripe. Empty: what is saved. */
  readonly evidence: Readonly<Record<string, string>>;
  /** False: saved at Stripe, to be sent later. */
  readonly submit: boolean;
}

/** Disputes at Stripe. Deadline and errors as IStripeService has them; never inside a transaction. */
export abstract class IStripeDisputes {
  abstract retrieve(stripeDisputeId: string): Promise<StripeDispute>;
  abstract submitEvidence(command: SubmitEvidenceCommand): Promise<StripeDispute>;
  /**
   * Accepts the loss, and answers the dispute as it stands then; one that is over is left as it is. Needs no persistent
   * key: a second acceptance changes nothing.
   */
  abstract close(stripeDisputeId: string): Promise<StripeDispute>;
}
