import { Dispute, type DisputeSighting, type DisputeVerdict } from '../../domain/payments/dispute.js';
import type { PaymentAttempt } from '../../domain/payments/payment-attempt.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { IOrderRepository } from '../orders/ports/order-repository.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { IOutbox } from '../ports/outbox.js';
import type { ApplyAftermath } from './apply-aftermath.js';
import { disputeNews } from './dispute-news.js';
import type { IDisputeRepository } from './ports/dispute-repository.js';
import type { IPaymentAttemptRepository } from './ports/payment-attempt-repository.js';
import type { StripeDispute } from './ports/stripe-disputes.js';
import { refundedPayment } from './record-refund.js';

export interface RecordDisputeCommand {
  readonly organizationId: string;
  readonly dispute: StripeDispute;
  readonly source: 'event' | 'fetch';
  /** Of a fetch: the dispute's version before Stripe was asked. Null where it was not known then. */
  readonly seenVersion: number | null;
  /** Kept in the order's history: an event's type, or what made us look. */
  readonly cause: string;
}

/** `doubt`: nothing was written; ask Stripe and come again. `foreign`: not of a payment that we know. */
export type RecordDisputeOutcome = 'applied' | 'unchanged' | 'doubt' | 'foreign';

/**
 * The one place where a dispute takes effect, whoever saw it. Runs inside the caller's transaction, under the locks of
 * the attempt and its order.
 */
export class RecordDispute {
  constructor(
    private readonly attempts: IPaymentAttemptRepository,
    private readonly orders: IOrderRepository,
    private readonly disputes: IDisputeRepository,
    private readonly applyAftermath: ApplyAftermath,
    private readonly outbox: IOutbox,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  async execute(command: RecordDisputeCommand): Promise<RecordDisputeOutcome> {
    const { organizationId, dispute: stripes, source, seenVersion } = command;
    if (stripes.paymentIntentId === null) return 'foreign';
    const attempt = await this.attempts.findByPaymentIntentForUpdate(organizationId, stripes.paymentIntentId);
    if (!attempt) return 'foreign';
    const seen = { ...stripes, source, seenVersion };
    const dispute = await this.disputes.findByStripeId(organizationId, seen.id);
    if (!dispute) return this.#open(attempt, seen, command.cause);
    const verdict = dispute.observe(seen, this.clock.now());
    if (verdict === 'doubt' || verdict === 'unchanged') return verdict;
    await this.disputes.update(dispute);
    return this.#takeEffect(attempt, dispute, verdict, command.cause);
  }

  async #open(attempt: PaymentAttempt, seen: DisputeSighting, cause: string): Promise<RecordDisputeOutcome> {
    const dispute = Dispute.open(this.ids.uuid(), refundedPayment(attempt), seen, this.clock.now());
    await this.disputes.insert(dispute);
    await this.outbox.publish(disputeNews(dispute, 'opened'));
    return this.#takeEffect(attempt, dispute, dispute.isOver ? 'moved' : 'seen', cause);
  }

  async #takeEffect(
    attempt: PaymentAttempt,
    dispute: Dispute,
    verdict: DisputeVerdict,
    cause: string,
  ): Promise<'applied'> {
    const order = await this.orders.findByIdForUpdate(attempt.organizationId, attempt.orderId);
    invariant(order !== null, 'An order is never deleted.');
    if (await this.applyAftermath.execute(order, attempt, cause, [])) await this.orders.update(order);
    if (verdict === 'moved')
      await this.outbox.publish(disputeNews(dispute, dispute.isOver ? 'closed' : 'updated'));
    return 'applied';
  }
}
