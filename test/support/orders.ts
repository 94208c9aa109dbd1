import type { OrderLine } from '../../src/domain/orders/order-line.js';
import { Order } from '../../src/domain/orders/order.js';
import { DEFAULT_ORGANIZATION_ID } from '../../src/domain/shared/organization.js';

export const PLACED_AT = new Date('2026-11-20T09:00:00Z');

/** A line of 1,100 yen, 10% included, unless said otherwise. */
export function orderLine(changes: Partial<OrderLine> = {}): OrderLine {
  return {
    id: '00000000-0000-7000-8000-0000000000a1',
    priceId: '00000000-0000-7000-8000-0000000000b1',
    productId: '00000000-0000-7000-8000-0000000000c1',
    productName: 'Notebook',
    unitAmountMinor: 1_100,
    quantity: 1,
    taxBehavior: 'inclusive',
    taxRatePpm: 100_000,
    ...changes,
  };
}

/** A pending order of one notebook, 1,100 yen, unless said otherwise. */
export function placeOrder(changes: Partial<Parameters<typeof Order.place>[0]> = {}): Order {
  return Order.place({
    id: '00000000-0000-7000-8000-0000000000d1',
    organizationId: DEFAULT_ORGANIZATION_ID,
    userId: '00000000-0000-7000-8000-0000000000e1',
    number: 'KAI-261120-7F3K2',
    currency: 'jpy',
    lines: [orderLine()],
    at: PLACED_AT,
    ...changes,
  });
}
