import type { Refund } from '../../domain/payments/refund.js';
import type { IClock } from '../ports/clock.js';
import type { IFindings } from '../ports/findings.js';
import type { ILogger } from '../ports/logger.js';
import type { IRefundRepository } from './ports/refund-repository.js';
import type { SendRefund } from './send-refund.js';

/** One after the other: each may take Stripe's whole deadline, and the task comes again soon. */
const BATCH = 10;
/** More than a whole batch may take at worst (ten deadlines of eight seconds), so that no two workers send the same one. */
const RETRY_AFTER_MS = 90_000;
/** After this long without an answer a person is told; it goes on being sent. */
const UNKNOWN_AFTER_MS = 5 * 60_000;

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

  /** @returns how many were sent; a full batch may have left more */
  async execute(): Promise<number> {
    const now = this.clock.now();
    const due = await this.refunds.claimDue(now, new Date(now.getTime() + RETRY_AFTER_MS), BATCH);
    for (const refund of due) await this.#settle(refund);
    return due.length;
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
    if (this.clock.now().getTime() - createdAt.getTime() < UNKNOWN_AFTER_MS) return;
    await this.findings.record({
      organizationId,
      kind: 'unknown_outcome',
      subject: id,
      fact: 'refund',
      detail: `Whether Stripe has refunded ${refund.amount.toString()} for order ${orderNumber} (${stripePaymentIntentId}) is not known. It is asked again until it answers.`,
    });
  }
}
