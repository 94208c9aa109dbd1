import type { Refund } from '../../domain/payments/refund.js';
import type { IClock } from '../ports/clock.js';
import type { IFindings } from '../ports/findings.js';
import type { ILogger } from '../ports/logger.js';
import type { IRefundRepository } from './ports/refund-repository.js';
import type { SendRefund } from './send-refund.js';
import { UNKNOWN_DEADLINE_MS } from './unknown-deadline.js';

/** In one run: each may take Stripe's whole deadline, and the task comes again soon. */
const MAX_IN_A_RUN = 10;
/**
 * More than one may take at worst (a deadline of eight seconds), so that no two workers send the same one; and little
 * enough that what a killed worker had in its hands is settled within a minute.
 */
const RETRY_AFTER_MS = 30_000;

/**
 * Sends the refunds that Stripe has not answered yet: those that a rule of ours wanted, and those of operators whose
 * request was cut short. None stays unknown in silence.
 */
export class SettleRefunds {
  constructor(
    private readonly refunds: IRefundRepository,
    private readonly sendRefund: SendRefund,
    private readonly findings: IFindings,
    private readonly logger: ILogger,
    private readonly clock: IClock,
  ) {}

  /** @returns how many were sent: where it is the most of a run, more may be due */
  async execute(signal?: AbortSignal): Promise<number> {
    for (let sent = 0; sent < MAX_IN_A_RUN; sent += 1) {
      const now = this.clock.now();
      const retryAt = new Date(now.getTime() + RETRY_AFTER_MS);
      const [refund] = signal?.aborted ? [] : await this.refunds.claimDue(now, retryAt, 1);
      if (!refund) return sent;
      await this.#settle(refund);
    }
    return MAX_IN_A_RUN;
  }

  async #settle(refund: Refund): Promise<void> {
    const facts = { refund_id: refund.id, order_id: refund.snapshot().orderId };
    try {
      const { status } = await this.sendRefund.execute(refund, 'refund_settled');
      this.logger.info('A refund was settled', { ...facts, status });
    } catch (error) {
      this.logger.warn('A refund could not be settled and will be tried again', { ...facts, err: error });
      await this.#report(refund);
    }
  }

  async #report(refund: Refund): Promise<void> {
    const { organizationId, id, createdAt, orderNumber, stripePaymentIntentId } = refund.snapshot();
    if (this.clock.now().getTime() - createdAt.getTime() < UNKNOWN_DEADLINE_MS) return;
    await this.findings.record({
      organizationId,
      kind: 'unknown_outcome',
      subject: id,
      fact: 'refund',
      detail: `Whether Stripe has refunded ${refund.amount.toString()} for order ${orderNumber} (${stripePaymentIntentId}) is not known. It is asked again until it answers.`,
    });
  }
}
