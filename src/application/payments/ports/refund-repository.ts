import type { Refund } from '../../../domain/payments/refund.js';

/**
 * Lock order, here and wherever a payment's money is concerned: the payment attempt, then the order, then refunds and
 * disputes. Refunds are written under the attempt's lock only, so reading one needs no lock of its own.
 */
export abstract class IRefundRepository {
  abstract insert(refund: Refund): Promise<void>;
  /** @throws StaleWriteError when the row was changed since it was read. */
  abstract update(refund: Refund): Promise<void>;
  abstract findById(organizationId: string, id: string): Promise<Refund | null>;
  /** By Stripe's id (`re_...`). */
  abstract findByStripeId(organizationId: string, stripeRefundId: string): Promise<Refund | null>;
  /** All of a payment's (`pi_...`), in no order. */
  abstract findByPaymentIntent(organizationId: string, paymentIntentId: string): Promise<Refund[]>;
  /**
   * Takes the `limit` most overdue of the refunds that wait for Stripe's answer, in no order, and puts them off until
   * `retryAt`, so that other workers leave them alone. The rows' versions stay.
   */
  abstract claimDue(now: Date, retryAt: Date, limit: number): Promise<Refund[]>;
}
