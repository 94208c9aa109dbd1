import type { Order } from '../../domain/orders/order.js';
import type { PaymentAttempt } from '../../domain/payments/payment-attempt.js';
import type { IOutbox } from '../ports/outbox.js';

/** Tells whoever acts on it that the order is paid, or that it may be delivered; each once. */
export async function announceOrder(
  outbox: IOutbox,
  order: Order,
  news: 'paid' | 'fulfillable',
): Promise<void> {
  const { id, organizationId, number, userId, currency, capturedMinor } = order.snapshot();
  await outbox.publish({
    organizationId,
    type: `order.${news}`,
    subject: id,
    fact: news,
    data: { order_id: id, order_number: number, user_id: userId, amount: capturedMinor, currency },
  });
}

/** Tells that money is held for an order; once a hold. */
export async function announceHold(outbox: IOutbox, attempt: PaymentAttempt): Promise<void> {
  const { organizationId, orderId, orderNumber, userId, amountCapturableMinor, currency } =
    attempt.snapshot();
  await outbox.publish({
    organizationId,
    type: 'order.authorized',
    subject: orderId,
    fact: attempt.id,
    data: {
      order_id: orderId,
      order_number: orderNumber,
      user_id: userId,
      amount: amountCapturableMinor,
      currency,
    },
  });
}

/** Tells of one failed try of a payment, which can be tried again. */
export async function announceFailure(outbox: IOutbox, attempt: PaymentAttempt): Promise<void> {
  const { organizationId, orderId, orderNumber, userId, amountMinor, currency, ...payment } =
    attempt.snapshot();
  await outbox.publish({
    organizationId,
    type: 'payment.failed',
    subject: orderId,
    fact: `${attempt.id} ${payment.paymentAsOf?.toISOString() ?? ''}`,
    data: {
      order_id: orderId,
      order_number: orderNumber,
      user_id: userId,
      payment_intent_id: payment.stripePaymentIntentId,
      amount: amountMinor,
      currency,
      code: payment.lastErrorCode,
    },
  });
}
