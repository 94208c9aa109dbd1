import type { PaymentAttempt } from '../../domain/payments/payment-attempt.js';
import type { PaymentObservation } from '../../domain/payments/payment-observation.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { IOrderRepository } from '../orders/ports/order-repository.js';
import type { IClock } from '../ports/clock.js';
import type { FindingKind, IFindings } from '../ports/findings.js';
import type { IOutbox } from '../ports/outbox.js';
import type { IStripeService, StripePayment } from '../ports/stripe-service.js';
import type { ApplyToOrder } from './apply-to-order.js';
import { announceFailure } from './order-news.js';
import { differences } from './payment-differences.js';
import type { IFraudSignals } from './ports/fraud-signals.js';
import type { IPaymentAttemptRepository } from './ports/payment-attempt-repository.js';

export interface RecordPaymentCommand {
  readonly organizationId: string;
  readonly payment: StripePayment;
  readonly source: 'event' | 'fetch';
  /** Of a fetch: the attempt's version before Stripe was asked. Null where the attempt was not known then. */
  readonly seenVersion: number | null;
  /** Kept in the order's history: an event's type, or what made us look. */
  readonly cause: string;
}

/**
 * `doubt`: nothing was written; ask Stripe and come again. `found`: it does not fit, a finding stands, nothing was
 * paid. `foreign`: not a payment of ours.
 */
export type RecordPaymentOutcome = 'applied' | 'unchanged' | 'doubt' | 'found' | 'foreign';

/**
 * The one place where a payment takes effect, whoever saw it: an event, our own answer from Stripe, or a look that
 * we took. Runs inside the caller's transaction, under the locks of the attempt and its order, so that the order of
 * arrival and repetition change nothing.
 */
export class RecordPayment {
  constructor(
    private readonly attempts: IPaymentAttemptRepository,
    private readonly orders: IOrderRepository,
    private readonly applyToOrder: ApplyToOrder,
    private readonly signals: IFraudSignals,
    private readonly findings: IFindings,
    private readonly outbox: IOutbox,
    private readonly stripe: IStripeService,
    private readonly clock: IClock,
  ) {}

  async execute(command: RecordPaymentCommand): Promise<RecordPaymentOutcome> {
    const { organizationId, payment } = command;
    const attempt = await this.#attemptOf(organizationId, payment);
    if (!attempt) return this.#withoutAttempt(command);

    const wrong = differences(attempt.snapshot(), payment, this.stripe.livemode);
    if (wrong.length > 0) {
      const fact = wrong.map(({ name }) => name).join();
      await this.#found(command, 'payment_mismatch', fact, describe(attempt, wrong));
      // What we saw ourselves to be cancelled is closed, whatever else is wrong with it: nobody can pay it any more.
      if (command.source === 'event' || payment.status !== 'canceled') return 'found';
    }
    const observation = observe(command);
    switch (attempt.judge(observation)) {
      case 'stale':
      case 'known':
        if (attempt.recognize(payment.id, this.clock.now())) await this.attempts.update(attempt);
        return 'unchanged';
      case 'fetch':
        return 'doubt';
      case 'contradiction':
        return this.#found(command, 'payment_contradiction', payment.status, contradiction(attempt, payment));
      case 'apply':
        if (attempt.snapshot().paymentStatus === payment.status) return this.#seeAgain(attempt, observation);
        return this.#apply(attempt, observation, command);
    }
  }

  /** By Stripe's id; or by ours in the metadata, where a crash kept the answer to the creation from being stored. */
  async #attemptOf(organizationId: string, payment: StripePayment): Promise<PaymentAttempt | null> {
    const known = await this.attempts.findByPaymentIntentForUpdate(organizationId, payment.id);
    if (known || payment.attemptId === null) return known;
    const named = await this.attempts.findByIdForUpdate(organizationId, payment.attemptId);
    // Whoever held the lock may have stored the id just now, after the first look.
    return named?.mayBePaidBy(payment.id) === true ? named : null;
  }

  /** As before, only later: that is nothing new for the order, which is neither locked nor read. */
  async #seeAgain(attempt: PaymentAttempt, observation: PaymentObservation): Promise<'applied'> {
    await this.#observe(attempt, observation);
    return 'applied';
  }

  async #observe(attempt: PaymentAttempt, observation: PaymentObservation): Promise<void> {
    const before = attempt.snapshot();
    attempt.observe(observation, this.clock.now());
    await this.attempts.update(attempt);
    if (attempt.hasFailedSince(before)) await announceFailure(this.outbox, attempt);
  }

  async #apply(
    attempt: PaymentAttempt,
    observation: PaymentObservation,
    command: RecordPaymentCommand,
  ): Promise<RecordPaymentOutcome> {
    const order = await this.orders.findByIdForUpdate(command.organizationId, attempt.orderId);
    invariant(order !== null, 'An order is never deleted.');
    const wasOpen = attempt.status !== 'abandoned';
    if (attempt.isUnanswered)
      await this.findings.resolve(command.organizationId, 'unknown_outcome', attempt.id);
    await this.#observe(attempt, observation);
    // Captured after all, or nothing is held any more.
    if (attempt.isHoldOver) await this.findings.resolve(command.organizationId, 'capture_failed', attempt.id);
    if (command.payment.reviewId !== null) await this.#noticeReview(attempt, command.payment.reviewId);
    const effect = await this.applyToOrder.execute(order, attempt, wasOpen, command.cause);
    return effect === 'refused' ? 'found' : 'applied';
  }

  /** Before its own event may have come: what is under review is not delivered. */
  async #noticeReview({ organizationId, id, orderId }: PaymentAttempt, reviewId: string): Promise<void> {
    const review = { id: reviewId, isOpen: true, openedReason: null, closedReason: null };
    await this.signals.keepReview({ organizationId, attemptId: id, orderId }, review);
  }

  /** Money that names one of our orders and that we did not ask for needs a person; anything else is not ours. */
  async #withoutAttempt(command: RecordPaymentCommand): Promise<RecordPaymentOutcome> {
    const { organizationId, payment } = command;
    const moved = payment.status === 'succeeded' || payment.status === 'requires_capture';
    if (!moved || payment.orderId === null) return 'foreign';
    const order = await this.orders.findById(organizationId, payment.orderId);
    if (!order) return 'foreign';
    const detail = `A payment that we did not open names order ${order.number} (${order.status}): ${payment.amountMinor} ${payment.currency}. The order was not paid by it.`;
    return this.#found(command, 'payment_mismatch', 'unknown_payment_intent', detail);
  }

  async #found(
    command: RecordPaymentCommand,
    kind: FindingKind,
    fact: string,
    detail: string,
  ): Promise<'found'> {
    const { organizationId, payment } = command;
    await this.findings.record({ organizationId, kind, subject: payment.id, fact, detail });
    return 'found';
  }
}

function observe({ payment, source, seenVersion }: RecordPaymentCommand): PaymentObservation {
  return {
    paymentIntentId: payment.id,
    status: payment.status,
    amountReceivedMinor: payment.amountReceivedMinor,
    amountCapturableMinor: payment.amountCapturableMinor,
    cancellationReason: payment.cancellationReason,
    lastErrorCode: payment.lastErrorCode,
    lastErrorMessage: payment.lastErrorMessage,
    chargeId: payment.chargeId,
    askedAt: payment.askedAt,
    asOf: payment.asOf,
    source,
    seenVersion,
  };
}

function describe(attempt: PaymentAttempt, wrong: ReturnType<typeof differences>): string {
  const parts = wrong.map(({ name, expected, seen }) => `${name} is ${seen}, expected ${expected}`);
  return `The payment for order ${attempt.snapshot().orderNumber} does not fit: ${parts.join('; ')}. Nothing was paid by it.`;
}

function contradiction(attempt: PaymentAttempt, payment: StripePayment): string {
  return `Stripe said ${attempt.snapshot().paymentStatus} before and says ${payment.status} now; neither is ever left.`;
}
