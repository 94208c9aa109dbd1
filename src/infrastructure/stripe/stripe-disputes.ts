import type Stripe from 'stripe';
import {
  IStripeDisputes,
  type StripeDispute,
  type SubmitEvidenceCommand,
} from '../../application/payments/ports/stripe-disputes.js';
import { StripeOutcomeUnknownError, StripeRejectedError } from '../../application/ports/stripe-service.js';
import { isDisputeOver } from '../../domain/payments/dispute-standing.js';
import type { StripeCaller } from './stripe-caller.js';
import { toStripeDispute } from './to-stripe-dispute.js';

/** Disputes at Stripe, by its SDK. */
export class StripeDisputes extends IStripeDisputes {
  constructor(
    private readonly stripe: Stripe,
    private readonly caller: StripeCaller,
  ) {
    super();
  }

  async retrieve(stripeDisputeId: string): Promise<StripeDispute> {
    const { body: dispute, times } = await this.caller.timed('read', (options) =>
      this.stripe.disputes.retrieve(stripeDisputeId, {}, options),
    );
    return toStripeDispute(dispute, times);
  }

  async submitEvidence(command: SubmitEvidenceCommand): Promise<StripeDispute> {
    const { idempotencyKey, stripeDisputeId, responseId, evidence, submit } = command;
    const parameters: Stripe.DisputeUpdateParams = {
      evidence,
      submit,
      metadata: { response_id: responseId },
    };
    return this.caller.sharingDeadline(async () => {
      await this.caller.write((options) =>
        this.stripe.disputes.update(stripeDisputeId, parameters, { ...options, idempotencyKey }),
      );
      // A replayed answer shows the dispute as it was then, and the bank may have decided since.
      return this.retrieve(stripeDisputeId);
    });
  }

  async close(stripeDisputeId: string): Promise<StripeDispute> {
    return this.caller.sharingDeadline(async () => {
      let refusal: Error | null = null;
      try {
        await this.caller.write((options) => this.stripe.disputes.close(stripeDisputeId, {}, options));
      } catch (error) {
        // Refused since it is over, or perhaps done in spite of a 5xx: what it is now tells which.
        if (!(error instanceof StripeRejectedError || error instanceof StripeOutcomeUnknownError))
          throw error;
        refusal = error;
      }
      const dispute = await this.retrieve(stripeDisputeId);
      if (refusal !== null && !isDisputeOver(dispute.status)) throw refusal;
      return dispute;
    });
  }
}
