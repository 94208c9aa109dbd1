import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type IOrderRepository,
  OrderIdTaken,
  OrderNumberTaken,
} from '../../src/application/orders/ports/order-repository.js';
import type { IUnitOfWork } from '../../src/application/ports/unit-of-work.js';
import type { Order } from '../../src/domain/orders/order.js';
import { Money } from '../../src/domain/shared/money.js';
import { PriceRepository } from '../../src/infrastructure/persistence/catalog/price-repository.js';
import { ProductRepository } from '../../src/infrastructure/persistence/catalog/product-repository.js';
import { OrderRepository } from '../../src/infrastructure/persistence/orders/order-repository.js';
import { StaleWriteError } from '../../src/infrastructure/persistence/write-conflict.js';
import { createPrice, createProduct } from '../support/catalog.js';
import { FakeOrderRepository } from '../support/fakes/order-repository.js';
import { FakeUnitOfWork } from '../support/fakes/unit-of-work.js';
import { orderLine, placeOrder } from '../support/orders.js';
import { insertUser, ORDER_TABLES } from '../support/catalog-tables.js';
import { connectDatabase } from '../support/connected-database.js';

interface World {
  readonly orders: IOrderRepository;
  readonly unitOfWork: IUnitOfWork;
  close(): Promise<void>;
}

const RACERS = 20;
const LATER = new Date('2026-11-20T09:05:00.123Z');
const ELSEWHERE = '00000000-0000-7000-8000-000000000002';
const PAID = {
  attemptId: '01920000-0000-7000-8000-00000000000a',
  state: 'captured',
  captured: Money.of(1_100, 'jpy'),
} as const;

let drawn = 0;
const uuid = (): string => `00000000-0000-7000-8000-${(0xf000 + drawn++).toString(16).padStart(12, '0')}`;
const newOrder = (changes: Parameters<typeof placeOrder>[0] = {}): Order =>
  placeOrder({ id: uuid(), number: `KAI-261120-${drawn}`, lines: [orderLine({ id: uuid() })], ...changes });

const inMemory = async (): Promise<World> => ({
  orders: new FakeOrderRepository(),
  unitOfWork: new FakeUnitOfWork(),
  close: async () => undefined,
});

const onPostgres = async (): Promise<World> => {
  const connected = await connectDatabase(ORDER_TABLES);
  const { database } = connected;
  await insertUser(database, newOrder().userId);
  await new ProductRepository(database).insertIfAbsent(createProduct());
  await new PriceRepository(database).insertIfAbsent(createPrice());
  return { orders: new OrderRepository(database), unitOfWork: database, close: () => connected.close() };
};

describe.each([
  ['in memory', inMemory],
  ['on PostgreSQL', onPostgres],
])('orders %s', (_, open) => {
  let world: World;
  const find = async (order: Order): Promise<Order> => {
    const found = await world.orders.findById(order.organizationId, order.id);
    if (!found) throw new Error(`Order ${order.id} is not stored.`);
    return found;
  };

  beforeAll(async () => {
    world = await open();
  });
  afterAll(async () => world.close());

  it('come back as they were stored, part by part', async () => {
    const order = newOrder({
      lines: [
        orderLine({ id: uuid(), quantity: 999 }),
        orderLine({ id: uuid(), unitAmountMinor: 199, taxBehavior: 'exclusive', taxRatePpm: 88_750 }),
        orderLine({ id: uuid(), unitAmountMinor: 0, taxRatePpm: 0 }),
      ],
    });
    await world.orders.insert(order);
    expect((await find(order)).snapshot()).toEqual(order.snapshot());
  });

  it('keep what happens to them, with its history', async () => {
    const order = newOrder();
    await world.orders.insert(order);
    order.applyPayment(PAID, LATER, 'payment_intent.succeeded');
    await world.orders.update(order);
    expect((await find(order)).snapshot()).toEqual({ ...order.snapshot(), version: 2 });
  });

  it('are not found by another organization, nor by what is no id', async () => {
    const order = newOrder();
    await world.orders.insert(order);
    expect(await world.orders.findById(ELSEWHERE, order.id)).toBeNull();
    expect(await world.orders.findById(order.organizationId, uuid())).toBeNull();
    expect(await world.orders.findById(order.organizationId, 'order-1')).toBeNull();
    const locked = world.unitOfWork.run(() =>
      world.orders.findByIdForUpdate(order.organizationId, 'order-1'),
    );
    expect(await locked).toBeNull();
  });

  it('refuse a number that is taken', async () => {
    const order = newOrder();
    await world.orders.insert(order);
    await expect(world.orders.insert(newOrder({ number: order.number }))).rejects.toThrow(OrderNumberTaken);
  });

  it('are placed once under one id, however many try at the same time', async () => {
    const id = uuid();
    const results = await Promise.allSettled(
      Array.from({ length: RACERS }, () => world.orders.insert(newOrder({ id }))),
    );
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(RACERS - 1);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(OrderIdTaken);
  });

  it('refuse a change to what was read before someone else changed it', async () => {
    const order = newOrder();
    await world.orders.insert(order);
    const readers = await Promise.all(Array.from({ length: RACERS }, () => find(order)));
    for (const reader of readers) reader.cancel(LATER, 'cancelled_by_customer');
    const results = await Promise.allSettled(readers.map((reader) => world.orders.update(reader)));
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(RACERS - 1);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(StaleWriteError);
    expect((await find(order)).history).toHaveLength(2);
  });

  it('are paid once when many bring the same fact at the same time', async () => {
    const order = newOrder();
    await world.orders.insert(order);
    const bring = async (): Promise<boolean> =>
      world.unitOfWork.run(async () => {
        const locked = await world.orders.findByIdForUpdate(order.organizationId, order.id);
        if (!locked?.applyPayment(PAID, LATER, 'payment_intent.succeeded')) return false;
        await world.orders.update(locked);
        return true;
      });
    const outcomes = await Promise.all(Array.from({ length: RACERS }, bring));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect((await find(order)).history.map(({ status }) => status)).toEqual([
      'pending',
      'awaiting_payment',
      'paid',
    ]);
  });

  it('lose no step when many take turns under the lock', async () => {
    const order = newOrder();
    await world.orders.insert(order);
    // Up and down between two statuses: whoever saw an old history under a new status would lose a step.
    const turn = async (): Promise<void> =>
      world.unitOfWork.run(async () => {
        const locked = await world.orders.findByIdForUpdate(order.organizationId, order.id);
        const state = locked?.status === 'awaiting_payment' ? 'processing' : 'awaiting';
        locked?.applyPayment({ attemptId: PAID.attemptId, state, captured: Money.zero('jpy') }, LATER, state);
        if (locked) await world.orders.update(locked);
      });
    await Promise.all(Array.from({ length: RACERS }, turn));
    expect((await find(order)).history).toHaveLength(1 + RACERS);
  });
});
