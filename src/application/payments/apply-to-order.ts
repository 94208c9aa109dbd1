import { isClosed } from '../../domain/orders/order-status.js';
import type { Order, PaymentFacts } from '../../domain/orders/order.js';
import type { PaymentAttempt } from '../../domain/payments/payment-attempt.js';
import { invariant } from '../../domain/shared/domain-error.js';
import { Money } from '../../domain/shared/money.js';
import type { IOrderRepository } from '../orders/ports/order-repository.js';
import type { IClock } from '../ports/clock.js';
import type { IFindings } from '../ports/findings.js';
import type { IOutbox } from '../ports/outbox.js';

/** `refused`: money arrived that the order cannot take, and a finding stands. */
export type OrderEffect = 'taken' | 'refused';

/** What a payment that moved means for its order. Inside the caller's transaction, after the attempt was written. */
export class ApplyToOrder {
  constructor(
    private readonly orders: IOrderRepository,
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
    const facts = factsOf(attempt);
    // Only money that moved concerns an order that has gone on.
    if (!wasOpen && facts.state !== 'captured') return 'taken';
    const misfit = facts.state === 'captured' ? whyNotTaken(order) : null;
    if (misfit) return this.#refuse(order, attempt, misfit);
    const wasPaid = order.isPaidOrBeyond();
    if (!order.applyPayment(facts, this.clock.now(), cause)) return 'taken';
    if (order.isPaidOrBeyond() && !wasPaid) await this.#announce(order);
    await this.orders.update(order);
    return 'taken';
  }

  async #refuse(order: Order, attempt: PaymentAttempt, kind: string): Promise<'refused'> {
    const { organizationId, stripePaymentIntentId } = attempt.snapshot();
    invariant(stripePaymentIntentId !== null, 'Money comes by a PaymentIntent.');
    const detail = `${attempt.amount.toString()} arrived for order ${order.number}, which is ${order.status}. Refund it in Stripe.`;
    await this.findings.record({
      organizationId,
      kind,
      subject: stripePaymentIntentId,
      fact: 'captured',
      detail,
    });
    return 'refused';
  }

  async #announce(order: Order): Promise<void> {
    const { id, organizationId, number, userId, currency, capturedMinor } = order.snapshot();
    const data = {
      order_id: id,
      order_number: number,
      user_id: userId,
      amount: capturedMinor,
      currency,
    };
    await this.outbox.publish({ organizationId, type: 'order.paid', subject: id, fact: 'paid', data });
    if (!order.release(this.clock.now())) return;
    await this.outbox.publish({
      organizationId,
      type: 'order.fulfillable',
      subject: id,
      fact: 'fulfillable',
      data,
    });
  }
}

/** What the payment means for its order. After a cancelled one the order waits for another attempt. */
function factsOf(attempt: PaymentAttempt): PaymentFacts {
  const { id: attemptId, paymentStatus, amountReceivedMinor, currency } = attempt.snapshot();
  const captured = Money.zero(currency);
  switch (paymentStatus) {
    case 'succeeded':
      return { attemptId, state: 'captured', captured: Money.of(amountReceivedMinor, currency) };
    case 'requires_capture':
      return { attemptId, state: 'authorized', captured };
    case 'processing':
      return { attemptId, state: 'processing', captured };
    default:
      return { attemptId, state: 'awaiting', captured };
  }
}

function whyNotTaken(order: Order): 'payment_after_close' | 'duplicate_payment' | null {
  if (isClosed(order.status)) return 'payment_after_close';
  return order.isPaidOrBeyond() ? 'duplicate_payment' : null;
}
