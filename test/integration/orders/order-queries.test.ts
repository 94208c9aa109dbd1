import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_ORGANIZATION_ID } from '../../../src/domain/shared/organization.js';
import type { OrderSnapshot } from '../../../src/domain/orders/order-snapshot.js';
import { PriceRepository } from '../../../src/infrastructure/persistence/catalog/price-repository.js';
import { ProductRepository } from '../../../src/infrastructure/persistence/catalog/product-repository.js';
import { OrderQueries } from '../../../src/infrastructure/persistence/orders/order-queries.js';
import { OrderRepository } from '../../../src/infrastructure/persistence/orders/order-repository.js';
import { insertUser, ORDER_TABLES } from '../../support/catalog-tables.js';
import { createPrice, createProduct } from '../../support/catalog.js';
import { connectDatabase, type ConnectedDatabase } from '../../support/connected-database.js';
import { orderLine, placeOrder } from '../../support/orders.js';

const HANA = '00000000-0000-7000-8000-0000000000e1';
const KEN = '00000000-0000-7000-8000-0000000000e2';
const ELSEWHERE = '00000000-0000-7000-8000-000000000002';
const ALL = { limit: 100, cursor: null };

const id = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;

describe('looking at orders', () => {
  let connected: ConnectedDatabase;
  let queries: OrderQueries;
  const stored: OrderSnapshot[] = [];

  beforeAll(async () => {
    connected = await connectDatabase(ORDER_TABLES);
    const { database } = connected;
    queries = new OrderQueries(database);
    for (const user of [HANA, KEN]) await insertUser(database, user);
    await new ProductRepository(database).insertIfAbsent(createProduct());
    await new PriceRepository(database).insertIfAbsent(createPrice());
    const orders = new OrderRepository(database);
    for (const [index, userId] of [HANA, KEN, HANA, HANA].entries()) {
      const order = placeOrder({
        id: id(index),
        userId,
        number: `KAI-261120-${index}`,
        lines: [
          orderLine({ id: id(10 + index), quantity: index + 1 }),
          orderLine({ id: id(20 + index), taxRatePpm: 80_000 }),
        ],
      });
      await orders.insert(order);
      stored.unshift(order.snapshot());
    }
  });
  afterAll(async () => connected.close());

  it("shows a customer's own orders, whole and newest first", async () => {
    const page = await queries.listOfUser(DEFAULT_ORGANIZATION_ID, HANA, ALL);
    expect(page.data).toEqual(stored.filter(({ userId }) => userId === HANA));
  });

  it('pages through them once', async () => {
    const first = await queries.listOfUser(DEFAULT_ORGANIZATION_ID, HANA, { limit: 2, cursor: null });
    expect(first).toMatchObject({ hasMore: true, nextCursor: expect.any(String) });
    const second = await queries.listOfUser(DEFAULT_ORGANIZATION_ID, HANA, {
      limit: 2,
      cursor: first.nextCursor,
    });
    expect(second).toMatchObject({ hasMore: false, nextCursor: null });
    expect([...first.data, ...second.data].map((order) => order.id)).toEqual([id(3), id(2), id(0)]);
  });

  it("does not tell someone else's order from one that does not exist", async () => {
    expect(await queries.getOfUser(DEFAULT_ORGANIZATION_ID, KEN, id(1))).toEqual(stored[2]);
    for (const unseen of [id(0), id(99), 'order-1']) {
      await expect(queries.getOfUser(DEFAULT_ORGANIZATION_ID, KEN, unseen)).rejects.toMatchObject({
        code: 'order_not_found',
        kind: 'not_found',
      });
    }
  });

  it('keeps organizations apart', async () => {
    expect((await queries.listOfUser(ELSEWHERE, HANA, ALL)).data).toEqual([]);
    await expect(queries.get(ELSEWHERE, id(0))).rejects.toMatchObject({ code: 'order_not_found' });
  });
});
