import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChangePrice } from '../../../src/application/catalog/change-price.js';
import { PlaceOrder } from '../../../src/application/orders/place-order.js';
import { DomainError } from '../../../src/domain/shared/domain-error.js';
import { DEFAULT_ORGANIZATION_ID } from '../../../src/domain/shared/organization.js';
import { PriceRepository } from '../../../src/infrastructure/persistence/catalog/price-repository.js';
import { ProductRepository } from '../../../src/infrastructure/persistence/catalog/product-repository.js';
import { OrderPriceUsage } from '../../../src/infrastructure/persistence/orders/order-price-usage.js';
import { OrderRepository } from '../../../src/infrastructure/persistence/orders/order-repository.js';
import { IdGenerator } from '../../../src/infrastructure/system/id-generator.js';
import { insertUser, ORDER_TABLES } from '../../support/catalog-tables.js';
import { createPrice, createProduct } from '../../support/catalog.js';
import { connectDatabase, type ConnectedDatabase } from '../../support/connected-database.js';
import { FakeAuditLog } from '../../support/fakes/audit-log.js';
import { FakeClock } from '../../support/fakes/clock.js';
import { FakeOutbox } from '../../support/fakes/outbox.js';

const USER = '00000000-0000-7000-8000-0000000000e1';
/** Enough for both outcomes to occur. */
const ROUNDS = 30;

describe('a price that is changed while it is ordered', () => {
  let connected: ConnectedDatabase;

  beforeAll(async () => {
    connected = await connectDatabase(ORDER_TABLES);
    await insertUser(connected.database, USER);
    await new ProductRepository(connected.database).insertIfAbsent(createProduct());
  });
  afterAll(async () => connected.close());

  it('costs in the order what it costs in the catalogue afterwards, whoever comes first', async () => {
    const { database } = connected;
    const ids = new IdGenerator();
    const prices = new PriceRepository(database);
    const clock = new FakeClock();
    const placeOrder = new PlaceOrder(
      new OrderRepository(database),
      prices,
      new FakeOutbox(),
      database,
      clock,
      ids,
    );
    const usage = new OrderPriceUsage(database);
    const changePrice = new ChangePrice(prices, usage, new FakeAuditLog(), database, clock);

    for (let round = 0; round < ROUNDS; round += 1) {
      const price = createPrice({ id: ids.uuid() });
      await prices.insertIfAbsent(price);
      expect(await usage.isUsed(DEFAULT_ORGANIZATION_ID, price.id)).toBe(false);
      const [placed, changed] = await Promise.allSettled([
        placeOrder.execute({
          organizationId: DEFAULT_ORGANIZATION_ID,
          userId: USER,
          items: [{ priceId: price.id, quantity: 1 }],
        }),
        changePrice.execute({
          organizationId: DEFAULT_ORGANIZATION_ID,
          actorUserId: USER,
          priceId: price.id,
          changes: { unitAmountMinor: 2_200 },
        }),
      ]);
      if (placed.status === 'rejected') throw placed.reason;
      if (changed.status === 'rejected') {
        expect(changed.reason).toBeInstanceOf(DomainError);
        expect(changed.reason).toMatchObject({ code: 'price_immutable' });
      }
      const costsNow = changed.status === 'fulfilled' ? 2_200 : 1_100;
      expect(placed.value.totalMinor).toBe(costsNow);
      expect(await usage.isUsed(DEFAULT_ORGANIZATION_ID, price.id)).toBe(true);
    }
  });
});
