import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_CATALOGUE } from '../../../src/application/catalog/demo-catalogue.js';
import { SeedCatalogue } from '../../../src/application/catalog/seed-catalogue.js';
import type { ProductView } from '../../../src/application/catalog/ports/catalog-queries.js';
import { DEFAULT_ORGANIZATION_ID } from '../../../src/domain/shared/organization.js';
import { CatalogQueries } from '../../../src/infrastructure/persistence/catalog/catalog-queries.js';
import { PriceRepository } from '../../../src/infrastructure/persistence/catalog/price-repository.js';
import { ProductRepository } from '../../../src/infrastructure/persistence/catalog/product-repository.js';
import { CATALOG_TABLES } from '../../support/catalog-tables.js';
import { createPrice, createProduct, NOTEBOOK_ID } from '../../support/catalog.js';
import { connectDatabase, type ConnectedDatabase } from '../../support/connected-database.js';
import { FakeAuditLog } from '../../support/fakes/audit-log.js';
import { FakeClock } from '../../support/fakes/clock.js';

const ELSEWHERE = '00000000-0000-7000-8000-000000000002';
const INACTIVE_ID = '00000000-0000-7000-8000-0000000000c2';
const SEEDERS = 5;

describe('looking at the catalogue', () => {
  let connected: ConnectedDatabase;
  let queries: CatalogQueries;
  const list = (audience: 'shop' | 'operator', limit = 100, cursor: string | null = null) =>
    queries.listProducts(DEFAULT_ORGANIZATION_ID, audience, { limit, cursor });

  beforeAll(async () => {
    connected = await connectDatabase(CATALOG_TABLES);
    queries = new CatalogQueries(connected.database);
  });
  afterAll(async () => connected.close());

  it('finds the demo catalogue once, however many processes seed it at the same time', async () => {
    const { database } = connected;
    const products = new ProductRepository(database);
    const prices = new PriceRepository(database);
    const auditLog = new FakeAuditLog();
    const seed = new SeedCatalogue(products, prices, auditLog, database, new FakeClock());
    const outcomes = await Promise.all(Array.from({ length: SEEDERS }, () => seed.execute()));
    expect(outcomes.filter((outcome) => outcome.products > 0)).toHaveLength(1);
    expect(auditLog.entries).toHaveLength(1);
    const { data } = await list('shop');
    expect(data.map(({ name }) => name).reverse()).toEqual(DEMO_CATALOGUE.map(({ name }) => name));
    expect(data.map(({ prices: { length } }) => length).reverse()).toEqual(
      DEMO_CATALOGUE.map((product) => product.prices.length),
    );
  });

  it('shows what is inactive to operators alone', async () => {
    const { database } = connected;
    await new ProductRepository(database).insertIfAbsent(createProduct());
    const active = createPrice();
    const inactive = createPrice({ id: INACTIVE_ID, active: false, type: 'recurring', interval: 'year' });
    await new PriceRepository(database).insertIfAbsent(active);
    await new PriceRepository(database).insertIfAbsent(inactive);
    await new ProductRepository(database).insertIfAbsent(createProduct({ id: INACTIVE_ID, active: false }));

    const inShop = await queries.getProduct(DEFAULT_ORGANIZATION_ID, 'shop', NOTEBOOK_ID);
    expect(inShop).toMatchObject({ name: 'Notebook', prices: [{ id: active.id }] });
    expect(active.snapshot()).toMatchObject({ ...inShop.prices[0] });
    const inOffice = await queries.getProduct(DEFAULT_ORGANIZATION_ID, 'operator', NOTEBOOK_ID);
    expect(inOffice.prices.map(({ id }) => id)).toEqual([active.id, inactive.id]);

    await expect(queries.getProduct(DEFAULT_ORGANIZATION_ID, 'shop', INACTIVE_ID)).rejects.toMatchObject({
      code: 'product_not_found',
    });
    const hidden = await queries.getProduct(DEFAULT_ORGANIZATION_ID, 'operator', INACTIVE_ID);
    expect(hidden).toMatchObject({ active: false, prices: [] });
    expect((await list('shop')).data.map(({ id }) => id)).not.toContain(INACTIVE_ID);
    expect((await list('operator')).data.map(({ id }) => id)).toContain(INACTIVE_ID);
  });

  it('pages through everything once, newest first', async () => {
    const seen: ProductView[] = [];
    let cursor: string | null = null;
    do {
      const page = await list('operator', 3, cursor);
      expect(page.hasMore).toBe(page.nextCursor !== null);
      seen.push(...page.data);
      cursor = page.nextCursor;
    } while (cursor !== null);
    const all = (await list('operator')).data;
    expect(seen).toEqual(all);
    expect(seen).toHaveLength(DEMO_CATALOGUE.length + 2);
    const ids = all.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort().reverse());
  });

  it('keeps organizations apart', async () => {
    const page = await queries.listProducts(ELSEWHERE, 'operator', { limit: 10, cursor: null });
    expect(page).toEqual({ data: [], hasMore: false, nextCursor: null });
    await expect(queries.getProduct(ELSEWHERE, 'operator', NOTEBOOK_ID)).rejects.toMatchObject({
      code: 'product_not_found',
    });
  });

  it('refuses what is no cursor and finds nothing under what is no id', async () => {
    const notOurs = Buffer.from('["abc"]').toString('base64url');
    for (const cursor of ['?', notOurs, '']) {
      await expect(list('shop', 3, cursor)).rejects.toMatchObject({
        code: 'cursor_invalid',
        kind: 'invalid',
      });
    }
    await expect(queries.getProduct(DEFAULT_ORGANIZATION_ID, 'shop', 'pen')).rejects.toMatchObject({
      code: 'product_not_found',
    });
  });
});
