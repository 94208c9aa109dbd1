import type { Order } from '../../domain/orders/order.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { IOutbox } from '../ports/outbox.js';

/** Tells whoever acts on it that nothing will be paid for the order any more; once. */
export async function announceClosedOrder(outbox: IOutbox, order: Order): Promise<void> {
  const { id, organizationId, number, userId, status, totalMinor, currency } = order.snapshot();
  invariant(status === 'cancelled' || status === 'expired', `Order ${number} is ${status}, not closed.`);
  await outbox.publish({
    organizationId,
    type: `order.${status}`,
    subject: id,
    fact: status,
    data: { order_id: id, order_number: number, user_id: userId, total: totalMinor, currency },
  });
}
