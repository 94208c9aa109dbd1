import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IPriceRepository } from '../../src/application/catalog/ports/price-repository.js';
import type { IProductRepository } from '../../src/application/catalog/ports/product-repository.js';
import type { IUnitOfWork } from '../../src/application/ports/unit-of-work.js';
import { DEFAULT_ORGANIZATION_ID } from '../../src/domain/shared/organization.js';
import { PriceRepository } from '../../src/infrastructure/persistence/catalog/price-repository.js';
import { ProductRepository } from '../../src/infrastructure/persistence/catalog/product-repository.js';
import { StaleWriteError } from '../../src/infrastructure/persistence/write-conflict.js';
import { createPrice, createProduct } from '../support/catalog.js';
import { FakePriceRepository } from '../support/fakes/price-repository.js';
import { FakeProductRepository } from '../support/fakes/product-repository.js';
import { FakeUnitOfWork } from '../support/fakes/unit-of-work.js';
import { CATALOG_TABLES } from '../support/catalog-tables.js';
import { connectDatabase } from '../support/connected-database.js';

interface World {
  readonly products: IProductRepository;
  readonly prices: IPriceRepository;
  readonly unitOfWork: IUnitOfWork;
  close(): Promise<void>;
}

const RACERS = 20;
const LATER = new Date('2026-11-20T09:05:00.123Z');
const ORGANIZATION = DEFAULT_ORGANIZATION_ID;
const ELSEWHERE = '00000000-0000-7000-8000-000000000002';

let drawn = 0;
const uuid = (): string => `00000000-0000-7000-8000-${(0xf000 + drawn++).toString(16).padStart(12, '0')}`;

const inMemory = async (): Promise<World> => {
  const products = new FakeProductRepository();
  return {
    products,
    prices: new FakePriceRepository(products),
    unitOfWork: new FakeUnitOfWork(),
    close: async () => undefined,
  };
};

const onPostgres = async (): Promise<World> => {
  const connected = await connectDatabase(CATALOG_TABLES);
  const { database } = connected;
  return {
    products: new ProductRepository(database),
    prices: new PriceRepository(database),
    unitOfWork: database,
    close: () => connected.close(),
  };
};

describe.each([
  ['in memory', inMemory],
  ['on PostgreSQL', onPostgres],
])('the catalogue %s', (_, open) => {
  let world: World;
  const lockProduct = (id: string, organizationId = ORGANIZATION) =>
    world.unitOfWork.run(() => world.products.findByIdForUpdate(organizationId, id));
  const lockPrice = (id: string, organizationId = ORGANIZATION) =>
    world.unitOfWork.run(() => world.prices.findByIdForUpdate(organizationId, id));
  const offers = (ids: readonly string[], organizationId = ORGANIZATION) =>
    world.unitOfWork.run(() => world.prices.findOffersForShare(organizationId, ids));

  beforeAll(async () => {
    world = await open();
  });
  afterAll(async () => world.close());

  it('gives products and prices back as they were stored', async () => {
    const product = createProduct({ id: uuid() });
    await world.products.insertIfAbsent(product);
    const prices = [
      createPrice({ id: uuid(), productId: product.id, unitAmountMinor: 99_999_999 }),
      createPrice({
        id: uuid(),
        productId: product.id,
        type: 'recurring',
        interval: 'month',
        currency: 'usd',
      }),
    ];
    for (const price of prices) await world.prices.insertIfAbsent(price);
    expect((await lockProduct(product.id))?.snapshot()).toEqual(product.snapshot());
    for (const price of prices) expect((await lockPrice(price.id))?.snapshot()).toEqual(price.snapshot());
  });

  it('finds nothing for another organization, nor for what is no id', async () => {
    const product = createProduct({ id: uuid() });
    const price = createPrice({ id: uuid(), productId: product.id });
    await world.products.insertIfAbsent(product);
    await world.prices.insertIfAbsent(price);
    expect(await lockProduct(product.id, ELSEWHERE)).toBeNull();
    expect(await lockPrice(price.id, ELSEWHERE)).toBeNull();
    expect(await offers([price.id], ELSEWHERE)).toEqual([]);
    expect(await lockProduct('product-1')).toBeNull();
    expect(await lockPrice('price-1')).toBeNull();
    expect(await offers(['price-1', uuid()])).toEqual([]);
  });

  it('offers what is active, under an active product, each once', async () => {
    const product = createProduct({ id: uuid(), name: 'Pen' });
    const hidden = createProduct({ id: uuid(), active: false });
    await world.products.insertIfAbsent(product);
    await world.products.insertIfAbsent(hidden);
    const offered = createPrice({ id: uuid(), productId: product.id });
    const inactive = createPrice({ id: uuid(), productId: product.id, active: false });
    const ofHidden = createPrice({ id: uuid(), productId: hidden.id });
    for (const price of [offered, inactive, ofHidden]) await world.prices.insertIfAbsent(price);
    expect(await offers([offered.id, inactive.id, ofHidden.id])).toEqual([
      {
        captureMethod: 'automatic',
        priceId: offered.id,
        productId: product.id,
        productName: 'Pen',
        currency: 'jpy',
        unitAmountMinor: 1_100,
        type: 'one_time',
        taxBehavior: 'inclusive',
        taxRatePpm: 100_000,
      },
    ]);
  });

  it('lets one of many win that add the same product and price', async () => {
    const product = createProduct({ id: uuid() });
    const price = createPrice({ id: uuid(), productId: product.id });
    const add = async (): Promise<boolean[]> =>
      world.unitOfWork.run(async () => [
        await world.products.insertIfAbsent(product),
        await world.prices.insertIfAbsent(price),
      ]);
    const outcomes = await Promise.all(Array.from({ length: RACERS }, add));
    expect(outcomes.filter(([first, second]) => first && second)).toHaveLength(1);
    expect(outcomes.filter(([first, second]) => !first && !second)).toHaveLength(RACERS - 1);
  });

  it('refuses a change to what was read before someone else changed it', async () => {
    const product = createProduct({ id: uuid() });
    const price = createPrice({ id: uuid(), productId: product.id });
    await world.products.insertIfAbsent(product);
    await world.prices.insertIfAbsent(price);
    product.change({ name: 'Ledger' }, LATER);
    price.change({ unitAmountMinor: 1_200 }, false, LATER);
    await world.products.update(product);
    await world.prices.update(price);
    await expect(world.products.update(product)).rejects.toThrow(StaleWriteError);
    await expect(world.prices.update(price)).rejects.toThrow(StaleWriteError);
    expect((await lockProduct(product.id))?.snapshot()).toEqual({ ...product.snapshot(), version: 2 });
    expect((await lockPrice(price.id))?.snapshot()).toEqual({ ...price.snapshot(), version: 2 });
  });

  it('loses no change when many take turns under the lock', async () => {
    const product = createProduct({ id: uuid() });
    await world.products.insertIfAbsent(product);
    const append = async (): Promise<void> =>
      world.unitOfWork.run(async () => {
        const locked = await world.products.findByIdForUpdate(ORGANIZATION, product.id);
        locked?.change({ description: `${locked.snapshot().description}!` }, LATER);
        if (locked) await world.products.update(locked);
      });
    await Promise.all(Array.from({ length: RACERS }, append));
    expect((await lockProduct(product.id))?.snapshot().description).toBe(`Lies flat.${'!'.repeat(RACERS)}`);
  });
});
