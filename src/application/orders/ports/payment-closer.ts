/**
 * `closed`: nothing can be paid any more. `paid`, `processing`, `held`: too late, Stripe has the money, it is on its way,
 * or the payer's bank holds it for us; the order has learnt so.
 */
export type PaymentCloseOutcome = 'closed' | 'paid' | 'processing' | 'held';

/** What becomes of money that a payer's bank holds for us: it is let go only by somebody who knows of it and wants it. */
export type HeldMoney = 'keep' | 'release';

/** Closes an order's open payment attempt at Stripe, so that the order can be cancelled. */
export abstract class IPaymentCloser {
  /**
   * Calls Stripe: never inside a transaction. `closed` too when there was no open attempt.
   * @throws DomainError `stripe_unavailable` when Stripe cannot confirm.
   */
  abstract close(organizationId: string, orderId: string, held: HeldMoney): Promise<PaymentCloseOutcome>;

  /**
   * From the database alone: whether the payer has done their part and Stripe waits for the money, as for a voucher that
   * is to be paid at a shop. It has a deadline of its own.
   */
  abstract isAwaited(organizationId: string, orderId: string): Promise<boolean>;

  /** From the database alone, for the check under the order's lock: another request may have opened a new attempt. */
  abstract hasOpenAttempt(organizationId: string, orderId: string): Promise<boolean>;
}
