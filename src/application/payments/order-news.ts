import type { Order } from '../../domain/orders/order.js';
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
