import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { Order } from '../../../src/domain/orders/order.js';
import { Money } from '../../../src/domain/shared/money.js';
import { OrderRepository } from '../../../src/infrastructure/persistence/orders/order-repository.js';
import { UnpaidOrders } from '../../../src/infrastructure/persistence/orders/unpaid-orders.js';
import { insertUser, ORDER_TABLES } from '../../support/catalog-tables.js';
import { connectDatabase, type ConnectedDatabase } from '../../support/connected-database.js';
import { PLACED_AT, placeOrder } from '../../support/orders.js';
import { insertPendingOrder } from '../../support/pending-order.js';

const FAILED_AT = new Date(PLACED_AT.getTime() + 5 * 24 * 60 * 60 * 1_000);
const STATUS_BEFORE = { processing: 'awaiting_payment', awaiting: 'processing' } as const;

describe('storing an order', () => {
  let connected: ConnectedDatabase;
  let orders: OrderRepository;

  beforeAll(async () => {
    connected = await connectDatabase(ORDER_TABLES);
    orders = new OrderRepository(connected.database);
  });
  afterAll(async () => connected.close());

  it('does not take any other refusal of the database for a clash of numbers or ids', async () => {
    const userId = '00000000-0000-7000-8000-0000000000e2';
    await insertUser(connected.database, userId);
    const ofUnknownPrice = placeOrder({ userId });
    await expect(orders.insert(ofUnknownPrice)).rejects.toThrow(QueryFailedError);
    expect(await orders.findById(ofUnknownPrice.organizationId, ofUnknownPrice.id)).toBeNull();
  });

  it('takes none of somebody who is not there, or not any more', async () => {
    const ofNobody = placeOrder();
    await expect(orders.insert(ofNobody)).rejects.toMatchObject({ code: 'session_ended' });
    expect(await orders.findById(ofNobody.organizationId, ofNobody.id)).toBeNull();
  });

  it('lets the time to pay begin anew where a slow payment has failed after days', async () => {
    const { database } = connected;
    const unpaid = new UnpaidOrders(database);
    const isOverdue = async (before: Date): Promise<boolean> =>
      (await unpaid.claimOverdue(before, 0, 1)).length === 1;
    const { id, organizationId, userId, currency } = placeOrder();
    await insertUser(database, userId);
    await insertPendingOrder(database, id, userId, PLACED_AT);
    const take = async (version: number, state: 'processing' | 'awaiting', at: Date): Promise<void> => {
      const order = Order.rehydrate({ ...placeOrder().snapshot(), version, status: STATUS_BEFORE[state] });
      order.applyPayment({ attemptId: id, state, captured: Money.zero(currency) }, at, 'test');
      await orders.update(order);
    };
    await take(1, 'processing', PLACED_AT);
    expect(await isOverdue(FAILED_AT)).toBe(false);
    await take(2, 'awaiting', FAILED_AT);
    expect(await isOverdue(new Date(FAILED_AT.getTime() - 1))).toBe(false);
    expect(await isOverdue(FAILED_AT)).toBe(true);
    await database.query('DELETE FROM order_history WHERE organization_id = $1', [organizationId]);
    await database.query('DELETE FROM orders WHERE id = $1', [id]);
  });

  it('locks inside a transaction only: outside, the lock would be gone at once', async () => {
    const { organizationId, id } = placeOrder();
    await expect(orders.findByIdForUpdate(organizationId, id)).rejects.toThrow('outside a transaction');
  });
});
