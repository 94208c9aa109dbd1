import type { PaymentAttempt } from '../../domain/payments/payment-attempt.js';
import type { IClock } from '../ports/clock.js';
import type { ILogger } from '../ports/logger.js';
import type { CarryOutCapture } from './carry-out-capture.js';
import type { IPaymentAttemptRepository } from './ports/payment-attempt-repository.js';

/** Whoever asked has had an answer by then, or is gone: a call to Stripe has 8 s. */
const SETTLE_AFTER_MS = 60_000;
/** A round's share of what Stripe allows a second; the rest waits for the next round. */
const MAX_PER_ROUND = 20;

/** Sends captures again that a crash or an outage left without an answer. */
export class SettleCaptures {
  constructor(
    private readonly attempts: IPaymentAttemptRepository,
    private readonly carryOut: CarryOutCapture,
    private readonly logger: ILogger,
    private readonly clock: IClock,
  ) {}

  async execute(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - SETTLE_AFTER_MS);
    for (const attempt of await this.attempts.findUnsettledCaptures(before, MAX_PER_ROUND)) {
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
    }
  }
}
