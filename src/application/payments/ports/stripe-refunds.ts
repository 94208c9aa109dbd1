import type { RefundSighting } from '../../../domain/payments/refund.js';
import type { Money } from '../../../domain/shared/money.js';

/** A refund at Stripe in our language. */
export interface StripeRefund extends Omit<RefundSighting, 'source' | 'seenVersion'> {
  readonly chargeId: string | null;
  readonly paymentIntentId: string | null;
  /** Our own id, as it stands in the metadata; null for refunds that we did not ask for. */
  readonly refundId: string | null;
}

/** Frozen with the refund's row: a retry sends the very same parameters under the same key. */
export interface CreateRefundCommand {
  readonly idempotencyKey: string;
  readonly refundId: string;
  readonly paymentIntentId: string;
  readonly amount: Money;
  /** Sent as Stripe's `reason` where Stripe knows the word, and kept in the metadata otherwise. */
  readonly reason: string | null;
  readonly orderId: string;
  readonly orderNumber: string;
}

/** Refunds at Stripe. Deadline and errors as IStripeService has them; never inside a transaction. */
export abstract class IStripeRefunds {
  abstract create(command: CreateRefundCommand): Promise<StripeRefund>;
  abstract retrieve(stripeRefundId: string): Promise<StripeRefund>;
  /** All of a payment's refunds, newest first. */
  abstract list(paymentIntentId: string): Promise<StripeRefund[]>;
  /** By listing, with our id in the metadata. Null only when Stripe has none. */
  abstract find(paymentIntentId: string, refundId: string): Promise<StripeRefund | null>;
}
