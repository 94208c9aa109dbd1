import { isClosed } from '../../domain/orders/order-status.js';
import type { PaymentFacts } from '../../domain/orders/order-facts.js';
import type { Order } from '../../domain/orders/order.js';
import type { PaymentAttempt } from '../../domain/payments/payment-attempt.js';
import { invariant } from '../../domain/shared/domain-error.js';
import { Money } from '../../domain/shared/money.js';
import { announceClosedOrder } from '../orders/announce-closed-order.js';
import type { IOrderRepository } from '../orders/ports/order-repository.js';
import type { IClock } from '../ports/clock.js';
import type { IFindings } from '../ports/findings.js';
import type { IOutbox } from '../ports/outbox.js';
import type { ApplyAftermath } from './apply-aftermath.js';
import { announceHold, announceOrder } from './order-news.js';
import type { RefundByPolicy } from './refund-by-policy.js';

/** What ClosePayment says of its own cancellations. */
export const CLOSED_BY_US = 'payment_closed';
/** What is said where Stripe was asked about a payment that was opened before: someone came back, or nobody did. */
export const LOOKED_AT_STRIPE = 'looked_at_stripe';

type Misfit = 'payment_after_close' | 'duplicate_payment';

/** `refused`: money arrived that the order cannot take, and a finding stands: it goes back. */
export type OrderEffect = 'taken' | 'refused';

/** What a payment that moved means for its order. Inside the caller's transaction, after the attempt was written. */
export class ApplyToOrder {
  constructor(
    private readonly orders: IOrderRepository,
    private readonly applyAftermath: ApplyAftermath,
    private readonly refundByPolicy: RefundByPolicy,
    private readonly findings: IFindings,
    private readonly outbox: IOutbox,
    private readonly clock: IClock,
  ) {}

  /** @param order locked; @param wasOpen false: the order has gone on without an attempt that had been given up */
  async execute(
    order: Order,
    attempt: PaymentAttempt,
    wasOpen: boolean,
    cause: string,
  ): Promise<OrderEffect> {
    const facts = factsFor(order, attempt, cause);
    // Only money that moved concerns an order that has gone on.
    if (!wasOpen && facts.state !== 'captured') return 'taken';
    const misfit = facts.state === 'captured' ? whyNotTaken(order) : null;
    if (misfit) return this.#refuse(order, attempt, misfit, cause);
    const wasPaid = order.isPaidOrBeyond();
    if (!order.applyPayment(facts, this.clock.now(), cause)) return 'taken';
    if (order.isPaidOrBeyond() && !wasPaid) await announceOrder(this.outbox, order, 'paid');
    if (order.status === 'authorized') await announceHold(this.outbox, attempt);
    if (isClosed(order.status)) await announceClosedOrder(this.outbox, order);
    await this.applyAftermath.execute(order, attempt, cause, 'all');
    await this.orders.update(order);
    return 'taken';
  }

  /** Money that the order cannot take goes back; the finding stands until it has got there. */
  async #refuse(order: Order, attempt: PaymentAttempt, kind: Misfit, cause: string): Promise<'refused'> {
    const { organizationId, stripePaymentIntentId } = attempt.snapshot();
    invariant(stripePaymentIntentId !== null, 'Money comes by a PaymentIntent.');
    const isDuplicate = kind === 'duplicate_payment';
    const refund = await this.refundByPolicy.execute(attempt, isDuplicate ? 'duplicate' : null);
    const remedy = refund
      ? `${refund.amount.toString()} of it is being refunded`
      : 'None of it is left to refund';
    await this.findings.record({
      organizationId,
      kind,
      subject: stripePaymentIntentId,
      fact: 'captured',
      detail: `${attempt.amount.toString()} arrived for order ${order.number}, which is ${order.status}. ${remedy}.`,
    });
    await this.applyAftermath.execute(order, attempt, cause, 'all');
    return 'refused';
  }
}

/**
 * A payer's bank may hold the money in the very moment in which we close their payment for another one. We have never
 * counted on that hold: the order waits for what the payer has chosen instead.
 */
function factsFor(order: Order, attempt: PaymentAttempt, cause: string): PaymentFacts {
  const facts = factsOf(attempt);
  const isOurOwnDoing = cause === CLOSED_BY_US && order.status !== 'authorized';
  return facts.state === 'released' && isOurOwnDoing ? { ...facts, state: 'awaiting' } : facts;
}

/** What the payment means for its order. After a cancelled one the order waits for another attempt. */
function factsOf(attempt: PaymentAttempt): PaymentFacts {
  const {
    id: attemptId,
    paymentStatus,
    amountReceivedMinor,
    currency,
    cancellationReason,
  } = attempt.snapshot();
  const captured = Money.zero(currency);
  switch (paymentStatus) {
    case 'succeeded':
      return { attemptId, state: 'captured', captured: Money.of(amountReceivedMinor, currency) };
    case 'requires_capture':
      return { attemptId, state: 'authorized', captured };
    case 'processing':
      return { attemptId, state: 'processing', captured };
    default:
      if (!attempt.wasHeld()) return { attemptId, state: 'awaiting', captured };
      return { attemptId, state: isLapse(cancellationReason) ? 'lapsed' : 'released', captured };
  }
}

function whyNotTaken(order: Order): Misfit | null {
  if (isClosed(order.status)) return 'payment_after_close';
  return order.isPaidOrBeyond() ? 'duplicate_payment' : null;
}

/** Stripe said `automatic` at first, and says `expired` since 2025-03-31.basil (its changelog of that version). */
function isLapse(cancellationReason: string | null): boolean {
  return cancellationReason === 'automatic' || cancellationReason === 'expired';
}
