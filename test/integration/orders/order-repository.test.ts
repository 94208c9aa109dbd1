import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { OrderRepository } from '../../../src/infrastructure/persistence/orders/order-repository.js';
import { ORDER_TABLES } from '../../support/catalog-tables.js';
import { connectDatabase, type ConnectedDatabase } from '../../support/connected-database.js';
import { placeOrder } from '../../support/orders.js';

describe('storing an order', () => {
  let connected: ConnectedDatabase;
  let orders: OrderRepository;

  beforeAll(async () => {
    connected = await connectDatabase(ORDER_TABLES);
    orders = new OrderRepository(connected.database);
  });
  afterAll(async () => connected.close());

  it('does not take any other refusal of the database for a clash of numbers or ids', async () => {
    const ofNobody = placeOrder();
    await expect(orders.insert(ofNobody)).rejects.toThrow(QueryFailedError);
    expect(await orders.findById(ofNobody.organizationId, ofNobody.id)).toBeNull();
  });

  it('locks inside a transaction only: outside, the lock would be gone at once', async () => {
    const { organizationId, id } = placeOrder();
    await expect(orders.findByIdForUpdate(organizationId, id)).rejects.toThrow('outside a transaction');
  });
});
