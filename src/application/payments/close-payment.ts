import type { PaymentAttempt } from '../../domain/payments/payment-attempt.js';
import { paymentCloseFailed, stripeUnavailable } from '../../domain/payments/payment-errors.js';
import type { HeldMoney, IPaymentCloser, PaymentCloseOutcome } from '../orders/ports/payment-closer.js';
import {
  type IStripeService,
  PaymentMisfitError,
  StripeOutcomeUnknownError,
  type StripePayment,
  StripeRejectedError,
  StripeUnavailableError,
} from '../ports/stripe-service.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { CloseCheckout } from './close-checkout.js';
import { CLOSED_BY_US } from './apply-to-order.js';
import type { OpenPayment } from './open-payment.js';
import type { ICheckoutSessionRepository } from './ports/checkout-session-repository.js';
import type { IPaymentAttemptRepository } from './ports/payment-attempt-repository.js';
import type { RecordPayment } from './record-payment.js';

/** Closes an order's open payment at Stripe, so that nothing can be paid for it any more. */
export class ClosePayment implements IPaymentCloser {
  /** Callers of one process share one call at Stripe. */
  readonly #underWay = new Map<string, Promise<PaymentCloseOutcome>>();

  constructor(
    private readonly attempts: IPaymentAttemptRepository,
    private readonly checkouts: ICheckoutSessionRepository,
    private readonly openPayment: OpenPayment,
    private readonly closeCheckout: CloseCheckout,
    private readonly recordPayment: RecordPayment,
    private readonly stripe: IStripeService,
    private readonly unitOfWork: IUnitOfWork,
  ) {}

  async close(organizationId: string, orderId: string, held: HeldMoney): Promise<PaymentCloseOutcome> {
    const attempt = await this.attempts.findOpenByOrder(organizationId, orderId);
    if (!attempt) return 'closed';
    try {
      return await this.stripe.sharingDeadline(() => this.#closeOnce(attempt, held));
    } catch (error) {
      if (error instanceof StripeUnavailableError || error instanceof StripeOutcomeUnknownError) {
        throw stripeUnavailable(error);
      }
      if (!(error instanceof StripeRejectedError)) throw error;
      // Refused to make it, or knows it no more: then the attempt has been given up, and nothing is open.
      if (!(await this.hasOpenAttempt(organizationId, orderId))) return 'closed';
      throw paymentCloseFailed(error);
    }
  }

  async #closeOnce(attempt: PaymentAttempt, held: HeldMoney): Promise<PaymentCloseOutcome> {
    const call = `${attempt.id} ${held}`;
    const underWay = this.#underWay.get(call);
    if (underWay) return underWay;
    const closing = this.#close(attempt, held).finally(() => this.#underWay.delete(call));
    this.#underWay.set(call, closing);
    return closing;
  }

  async #close(attempt: PaymentAttempt, held: HeldMoney): Promise<PaymentCloseOutcome> {
    const { organizationId } = attempt;
    const open =
      attempt.kind === 'checkout' ? await this.closeCheckout.execute(attempt) : await this.#find(attempt);
    if (open === null) return 'closed';
    if (open.status === 'requires_capture' && held === 'keep') return 'held';
    // Opening may have written the attempt: what was seen before Stripe is asked is what stands now.
    const standing = await this.attempts.findById(organizationId, attempt.id);
    const payment = await this.stripe.cancelPayment(open.id);
    await this.unitOfWork.run(() =>
      this.recordPayment.execute({
        organizationId,
        payment,
        source: 'fetch',
        seenVersion: standing?.version ?? null,
        cause: CLOSED_BY_US,
      }),
    );
    return outcomeOf(payment);
  }

  /** An attempt without an answer may or may not exist at Stripe: sending its key again tells, and then it can be cancelled. */
  async #find(attempt: PaymentAttempt): Promise<StripePayment> {
    try {
      return await this.openPayment.execute(attempt);
    } catch (error) {
      if (error instanceof PaymentMisfitError) return error.payment;
      throw error;
    }
  }

  async isAwaited(organizationId: string, orderId: string): Promise<boolean> {
    const attempt = await this.attempts.findOpenByOrder(organizationId, orderId);
    if (attempt?.snapshot().paymentStatus !== 'requires_action') return false;
    const checkout = await this.checkouts.findByAttempt(organizationId, attempt.id);
    return checkout?.status === 'complete';
  }

  async hasOpenAttempt(organizationId: string, orderId: string): Promise<boolean> {
    return (await this.attempts.findOpenByOrder(organizationId, orderId)) !== null;
  }
}

function outcomeOf(payment: StripePayment): PaymentCloseOutcome {
  if (payment.status === 'canceled') return 'closed';
  return payment.status === 'succeeded' ? 'paid' : 'processing';
}
