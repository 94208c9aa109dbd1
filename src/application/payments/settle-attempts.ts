import { isClosed } from '../../domain/orders/order-status.js';
import type { PaymentAttempt } from '../../domain/payments/payment-attempt.js';
import type { IOrderRepository } from '../orders/ports/order-repository.js';
import type { IPaymentCloser } from '../orders/ports/payment-closer.js';
import type { IClock } from '../ports/clock.js';
import type { IFindings } from '../ports/findings.js';
import type { ILogger } from '../ports/logger.js';
import { StripeOutcomeUnknownError, StripeUnavailableError } from '../ports/stripe-service.js';
import type { LookAtAttempt } from './look-at-attempt.js';
import type { ILookSchedule } from './ports/look-schedule.js';
import type { IPaymentAttemptRepository } from './ports/payment-attempt-repository.js';
import { UNKNOWN_DEADLINE_MS } from './unknown-deadline.js';

/** Looks per run, one or two reads each: a small part of the hundred a second that Stripe allows. */
const MAX_PER_RUN = 20;
/** The slowest method, SEPA debits, may take 14 business days (https://docs.stripe.com/payments/sepa-debit); a holiday more. */
const PROCESSING_DEADLINE_MS = 21 * 24 * 60 * 60 * 1_000;

/**
 * Asks Stripe about attempts that nobody else came back to: those without an answer, with the same key until it is too
 * old and then by looking them up; and open ones, since an event may have been lost. What stays unknown past its deadline
 * is reported, never guessed.
 */
export class SettleAttempts {
  constructor(
    private readonly schedule: ILookSchedule,
    private readonly attempts: IPaymentAttemptRepository,
    private readonly orders: IOrderRepository,
    private readonly closer: IPaymentCloser,
    private readonly look: LookAtAttempt,
    private readonly findings: IFindings,
    private readonly clock: IClock,
    private readonly logger: ILogger,
  ) {}

  async execute({ signal }: { readonly signal: AbortSignal }): Promise<void> {
    for (const { organizationId, id } of await this.schedule.claimAttempts(this.clock.now(), MAX_PER_RUN)) {
      if (signal.aborted) return;
      const attempt = await this.attempts.findById(organizationId, id);
      if (attempt?.status === 'opening' || attempt?.status === 'open') await this.#settle(attempt);
    }
  }

  /** One that cannot be settled now must not keep the others from it. */
  async #settle(attempt: PaymentAttempt): Promise<void> {
    try {
      const status = await this.look.execute(attempt);
      if (status === 'processing') await this.#reportIfOverdue(attempt);
      await this.#closeIfSuperfluous(attempt);
    } catch (error) {
      const facts = { attempt_id: attempt.id, order_id: attempt.orderId, err: error };
      this.logger.warn('A payment attempt could not be settled', facts);
      const isUnknown = error instanceof StripeUnavailableError || error instanceof StripeOutcomeUnknownError;
      if (isUnknown) return this.#reportIfUnknown(attempt);
    }
    // Answered, if only by a refusal: whatever was unknown is known now.
    if (attempt.status === 'opening')
      await this.findings.resolve(attempt.organizationId, 'unknown_outcome', attempt.id);
  }

  /** The order has gone on without it, paid by an attempt that had been given up: nobody must pay a second time. */
  async #closeIfSuperfluous({ organizationId, orderId }: PaymentAttempt): Promise<void> {
    const order = await this.orders.findById(organizationId, orderId);
    const isDone = order !== null && (order.isPaidOrBeyond() || isClosed(order.status));
    if (isDone) await this.closer.close(organizationId, orderId, 'release');
  }

  async #reportIfUnknown(attempt: PaymentAttempt): Promise<void> {
    if (attempt.status !== 'opening' || this.#ageMs(attempt) < UNKNOWN_DEADLINE_MS) return;
    const { organizationId, id, amount } = attempt;
    const { orderNumber } = attempt.snapshot();
    await this.findings.record({
      organizationId,
      kind: 'unknown_outcome',
      subject: id,
      fact: 'create',
      detail: `Stripe has not told for too long whether it opened the payment of ${amount.toString()} for order ${orderNumber}. It is asked again and again.`,
    });
  }

  async #reportIfOverdue(attempt: PaymentAttempt): Promise<void> {
    if (this.#ageMs(attempt) < PROCESSING_DEADLINE_MS) return;
    const { organizationId, id, amount } = attempt;
    const { orderNumber, requestedAt } = attempt.snapshot();
    await this.findings.record({
      organizationId,
      kind: 'processing_overdue',
      subject: id,
      fact: 'processing',
      detail: `The payment of ${amount.toString()} for order ${orderNumber}, opened at ${requestedAt.toISOString()}, is still processing. Ask Stripe's support.`,
    });
  }

  #ageMs(attempt: PaymentAttempt): number {
    return this.clock.now().getTime() - attempt.snapshot().requestedAt.getTime();
  }
}
