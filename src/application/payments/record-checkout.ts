import type { CheckoutSession } from '../../domain/payments/checkout-session.js';
import type { PaymentAttempt } from '../../domain/payments/payment-attempt.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { IOrderRepository } from '../orders/ports/order-repository.js';
import type { IClock } from '../ports/clock.js';
import type { FindingKind, IFindings } from '../ports/findings.js';
import type { IStripeService } from '../ports/stripe-service.js';
import type { ApplyToOrder } from './apply-to-order.js';
import { checkoutDifferences } from './payment-differences.js';
import type { ICheckoutSessionRepository } from './ports/checkout-session-repository.js';
import type { IPaymentAttemptRepository } from './ports/payment-attempt-repository.js';
import type { SeenCheckout } from './ports/stripe-checkout.js';
import type { RecordPayment, RecordPaymentCommand, RecordPaymentOutcome } from './record-payment.js';

export interface RecordCheckoutCommand
  extends SeenCheckout, Pick<RecordPaymentCommand, 'organizationId' | 'source' | 'seenVersion' | 'cause'> {}

/**
 * The one place where a Checkout session takes effect. What it says of itself only goes forward; what became of the
 * money is for its payment to say, which is looked at where the session alone is known. Runs inside the caller's
 * transaction, under the lock of the attempt.
 */
export class RecordCheckout {
  constructor(
    private readonly attempts: IPaymentAttemptRepository,
    private readonly checkouts: ICheckoutSessionRepository,
    private readonly orders: IOrderRepository,
    private readonly recordPayment: RecordPayment,
    private readonly applyToOrder: ApplyToOrder,
    private readonly findings: IFindings,
    private readonly stripe: IStripeService,
    private readonly clock: IClock,
  ) {}

  /** Outcomes as `RecordPayment` has them. */
  async execute(command: RecordCheckoutCommand): Promise<RecordPaymentOutcome> {
    const { organizationId, session } = command;
    const attempt = await this.#attemptOf(command);
    const checkout = attempt && (await this.checkouts.findByAttempt(organizationId, attempt.id));
    if (!attempt || !checkout?.mayBe(session.id)) return this.#withoutAttempt(command);
    if (isWaitingForPayment(command, attempt)) return 'doubt';

    const wrong = checkoutDifferences(attempt.snapshot(), session, this.stripe.livemode);
    if (wrong.length > 0) {
      const parts = wrong.map(({ name, expected, seen }) => `${name} is ${seen}, expected ${expected}`);
      const detail = `The Checkout session for order ${attempt.snapshot().orderNumber} does not fit: ${parts.join('; ')}. Nothing was paid by it.`;
      await this.#found(command, 'payment_mismatch', wrong.map(({ name }) => name).join(), detail);
      // What we saw ourselves to have expired is closed, whatever else is wrong with it.
      if (command.source === 'event' || session.status !== 'expired') return 'found';
    }
    return this.#apply(command, attempt, checkout);
  }

  async #apply(
    command: RecordCheckoutCommand,
    attempt: PaymentAttempt,
    checkout: CheckoutSession,
  ): Promise<RecordPaymentOutcome> {
    const { session } = command;
    const before = checkout.status;
    const news = checkout.observe(session.id, session.status, this.clock.now());
    if (news === 'contradiction') {
      const detail = `Stripe said that the Checkout session is ${before} before and says ${session.status} now; neither is ever left.`;
      return this.#found(command, 'payment_contradiction', session.status, detail);
    }
    if (news === 'news') await this.checkouts.update(checkout);
    const moved = news === 'news' && (await this.#move(command, attempt));
    if (command.payment === null) return news === 'news' ? 'applied' : 'unchanged';
    // Our own write just now is no news of Stripe's.
    const isFenced = moved && command.seenVersion === attempt.version;
    const seenVersion = isFenced ? attempt.version + 1 : command.seenVersion;
    return this.recordPayment.execute({ ...command, payment: command.payment, seenVersion });
  }

  /** @returns whether the attempt was written */
  async #move({ session, cause }: RecordCheckoutCommand, attempt: PaymentAttempt): Promise<boolean> {
    const isOver = session.status === 'expired';
    // The payment's own cancellation may have come first; money that came is never taken back by this.
    if (attempt.status !== 'opening' && !(isOver && attempt.status === 'open')) return false;
    // Before the attempt is written: whoever opens the next one holds the order, and waits for what becomes of this one.
    const order = await this.orders.findByIdForUpdate(attempt.organizationId, attempt.orderId);
    invariant(order !== null, 'An order is never deleted.');
    if (attempt.isUnanswered)
      await this.findings.resolve(attempt.organizationId, 'unknown_outcome', attempt.id);
    if (isOver) attempt.expire(session.asOf, this.clock.now());
    else attempt.open(this.clock.now());
    await this.attempts.update(attempt);
    await this.applyToOrder.execute(order, attempt, true, cause);
    return true;
  }

  /** By Stripe's id; or by ours in the metadata, where a crash kept the answer to the creation from being stored. */
  async #attemptOf({ organizationId, session }: RecordCheckoutCommand): Promise<PaymentAttempt | null> {
    const known = await this.checkouts.findByStripeId(organizationId, session.id);
    const attemptId = known?.snapshot().attemptId ?? session.attemptId;
    return attemptId === null ? null : this.attempts.findByIdForUpdate(organizationId, attemptId);
  }

  /** Money that names one of our orders and that we did not ask for needs a person; anything else is not ours. */
  async #withoutAttempt(command: RecordCheckoutCommand): Promise<RecordPaymentOutcome> {
    const { organizationId, session } = command;
    if (!session.isPaid || session.orderId === null) return 'foreign';
    const order = await this.orders.findById(organizationId, session.orderId);
    if (!order) return 'foreign';
    const detail = `A Checkout session that we did not open names order ${order.number} (${order.status}): ${session.amountMinor ?? 0} ${session.currency ?? ''}. The order was not paid by it.`;
    return this.#found(command, 'payment_mismatch', 'unknown_checkout_session', detail);
  }

  async #found(
    command: RecordCheckoutCommand,
    kind: FindingKind,
    fact: string,
    detail: string,
  ): Promise<'found'> {
    const { organizationId, session } = command;
    await this.findings.record({ organizationId, kind, subject: session.id, fact, detail });
    return 'found';
  }
}

/** A session that was paid on does not show its payment: unless that has come already, it must be looked at. */
function isWaitingForPayment(
  { session, payment, source }: RecordCheckoutCommand,
  { status }: PaymentAttempt,
): boolean {
  const isKnown = status === 'succeeded' || status === 'canceled';
  return source === 'event' && session.status === 'complete' && payment === null && !isKnown;
}
