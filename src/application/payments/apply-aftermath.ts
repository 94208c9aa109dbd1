import type { Order } from '../../domain/orders/order.js';
import { isRelease, type RefundFact, refundedMinor, reservedMinor } from '../../domain/payments/aftermath.js';
import { standingOfAll } from '../../domain/payments/dispute-standing.js';
import type { PaymentAttempt } from '../../domain/payments/payment-attempt.js';
import { cameBack } from '../../domain/payments/refund-status.js';
import { Money } from '../../domain/shared/money.js';
import type { IClock } from '../ports/clock.js';
import type { IFindings } from '../ports/findings.js';
import type { IOutbox } from '../ports/outbox.js';
import type { FraudPolicy } from './fraud-policy.js';
import { announceOrder } from './order-news.js';
import type { AftermathFacts, IAftermathFacts } from './ports/aftermath-facts.js';
import type { RefundByPolicy } from './refund-by-policy.js';

/** Money that an order could not take, or that did not get back, stands as one of these until it has. */
const UNTIL_GIVEN_BACK = ['duplicate_payment', 'payment_after_close', 'refund_failed'] as const;

/**
 * What refunds, disputes and Radar's word mean for the order whose money they are about, derived from all that is stored of them, so
 * that neither their order nor repetition matters; facts that come before the capture count from the capture on.
 */
export class ApplyAftermath {
  constructor(
    private readonly facts: IAftermathFacts,
    private readonly refundByPolicy: RefundByPolicy,
    private readonly policy: FraudPolicy,
    private readonly findings: IFindings,
    private readonly outbox: IOutbox,
    private readonly clock: IClock,
  ) {}

  /**
   * Inside the caller's transaction, which holds the attempt and the order and writes the order.
   * @param news ids of the refunds that moved; `all` at the capture
   * @returns whether the order changed
   */
  async execute(
    order: Order,
    attempt: PaymentAttempt,
    cause: string,
    news: readonly string[] | 'all',
  ): Promise<boolean> {
    if (attempt.status !== 'succeeded') return false;
    const facts = await this.facts.ofAttempt(attempt.organizationId, attempt.id);
    for (const refund of facts.refunds) {
      if (news === 'all' || news.includes(refund.id)) await this.#announce(order, attempt, refund);
    }
    await this.#resolveFindings(attempt, facts);
    if (order.paidByAttemptId !== attempt.id) return false;
    await this.#answerWarnings(attempt, facts);
    const isChanged = order.applyAftermath(aftermathOf(order, facts), this.clock.now(), cause);
    if (this.#mustStay(order, facts) || !order.release(this.clock.now())) return isChanged;
    await announceOrder(this.outbox, order, 'fulfillable');
    return true;
  }

  /** What is under review or reported as fraud, and what is on its way back in full, though the order is still paid. */
  #mustStay(order: Order, { isHeld, isWarnedOf, refunds }: AftermathFacts): boolean {
    const isFraud = isWarnedOf && this.policy.onEarlyWarning === 'refund';
    return isHeld || isFraud || reservedMinor(refunds) >= order.captured.amountMinor;
  }

  async #announce(order: Order, attempt: PaymentAttempt, refund: RefundFact): Promise<void> {
    const isDone = refund.status === 'succeeded';
    if (isRelease(refund) || !(isDone || cameBack(refund.status))) return;
    await this.outbox.publish({
      organizationId: attempt.organizationId,
      type: isDone ? 'refund.succeeded' : 'refund.failed',
      subject: refund.id,
      fact: refund.status,
      data: {
        refund_id: refund.id,
        stripe_refund_id: refund.stripeRefundId,
        order_id: order.id,
        order_number: order.number,
        user_id: order.userId,
        amount: refund.amountMinor,
        currency: order.currency,
        reason: refund.reason,
        requested_by: refund.requestedBy,
      },
    });
  }

  /** Once a payment: what an operator does about a second warning is theirs. */
  async #answerWarnings(attempt: PaymentAttempt, { isWarnedOf, refunds }: AftermathFacts): Promise<void> {
    if (!isWarnedOf || this.policy.onEarlyWarning !== 'refund') return;
    const isAnswered = refunds.some(
      ({ requestedBy, reason }) => requestedBy === 'policy' && reason === 'fraudulent',
    );
    if (!isAnswered) await this.refundByPolicy.execute(attempt, 'fraudulent');
  }

  /** What was given back in full needs nobody any more. */
  async #resolveFindings(attempt: PaymentAttempt, { refunds }: AftermathFacts): Promise<void> {
    const { organizationId, stripePaymentIntentId, amountReceivedMinor } = attempt.snapshot();
    if (stripePaymentIntentId === null || refundedMinor(refunds) < amountReceivedMinor) return;
    for (const kind of UNTIL_GIVEN_BACK)
      await this.findings.resolve(organizationId, kind, stripePaymentIntentId);
  }
}

/** Never more than was captured: a hold that was captured in part gives the rest back, and that may look like a refund. */
function aftermathOf(
  order: Order,
  { refunds, disputes }: AftermathFacts,
): Parameters<Order['applyAftermath']>[0] {
  const refunded = Math.min(refundedMinor(refunds), order.captured.amountMinor);
  return { refunded: Money.of(refunded, order.currency), dispute: standingOfAll(disputes) };
}
