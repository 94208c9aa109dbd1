import type { PaymentAttempt } from '../../domain/payments/payment-attempt.js';
import { Money } from '../../domain/shared/money.js';
import type { IClock } from '../ports/clock.js';
import type { FindingKind, IFindings } from '../ports/findings.js';
import type { ILogger } from '../ports/logger.js';
import { StripeOutcomeUnknownError, StripeRejectedError } from '../ports/stripe-service.js';
import type { CarryOutCapture } from './carry-out-capture.js';
import type { IPaymentAttemptRepository } from './ports/payment-attempt-repository.js';
import { UNKNOWN_DEADLINE_MS } from './unknown-deadline.js';

/** Whoever asked, or tried last, has had an answer by then, or is gone: a call to Stripe has 8 s. */
const PAUSE_MS = 60_000;
/** A round's share of what Stripe allows a second; the rest waits for the next round. */
const MAX_PER_ROUND = 20;

/**
 * Sends captures again that a crash or an outage left without an answer. Nobody waits for the answer any more, so that a
 * person is told of what stays unknown and of what came to nothing: what is held runs out within days.
 */
export class SettleCaptures {
  constructor(
    private readonly attempts: IPaymentAttemptRepository,
    private readonly carryOut: CarryOutCapture,
    private readonly findings: IFindings,
    private readonly logger: ILogger,
    private readonly clock: IClock,
  ) {}

  async execute({ signal }: { readonly signal: AbortSignal }): Promise<void> {
    const due = await this.attempts.claimUnsettledCaptures(this.clock.now(), PAUSE_MS, MAX_PER_ROUND);
    for (const attempt of due) {
      // What is left of them is due again after the pause.
      if (signal.aborted) return;
      await this.#settle(attempt);
    }
  }

  /** One that cannot be settled now must not keep the others from it. */
  async #settle(attempt: PaymentAttempt): Promise<void> {
    const facts = { order_id: attempt.orderId, attempt_id: attempt.id };
    try {
      const { status } = await this.carryOut.execute(attempt);
      this.logger.info('A capture without an answer is settled', { ...facts, status });
    } catch (error) {
      this.logger.warn('A capture without an answer could not be carried out', { ...facts, err: error });
      const isDropped = error instanceof StripeRejectedError || error instanceof StripeOutcomeUnknownError;
      return isDropped ? this.#reportDropped(attempt, error.message) : this.#reportIfUnknown(attempt);
    }
    await this.findings.resolve(attempt.organizationId, 'unknown_outcome', attempt.id);
  }

  async #reportDropped(attempt: PaymentAttempt, reason: string): Promise<void> {
    await this.findings.resolve(attempt.organizationId, 'unknown_outcome', attempt.id);
    const detail = `was not carried out, and the money is still held: ${reason} Ask for it again.`;
    await this.#report(attempt, 'capture_failed', detail);
  }

  async #reportIfUnknown(attempt: PaymentAttempt): Promise<void> {
    const { captureRequestedAt } = attempt.snapshot();
    if (this.clock.now().getTime() - Number(captureRequestedAt) < UNKNOWN_DEADLINE_MS) return;
    const detail = 'has had no answer from Stripe for too long. It is asked for again and again.';
    await this.#report(attempt, 'unknown_outcome', detail);
  }

  async #report(attempt: PaymentAttempt, kind: FindingKind, what: string): Promise<void> {
    const { organizationId, id: subject, orderNumber, currency, ...capture } = attempt.snapshot();
    const amount = Money.of(capture.captureAmountMinor ?? 0, currency);
    const detail = `The capture of ${amount.toString()} for order ${orderNumber} ${what}`;
    await this.findings.record({ organizationId, kind, subject, fact: capture.captureKey ?? '', detail });
  }
}
