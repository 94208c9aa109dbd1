import { describe, expect, it } from '@jest/globals';
import {
  DEMO_CATALOGUE,
  demoPriceId,
  demoProductId,
} from '../../../../src/application/catalog/demo-catalogue.js';
import { SeedCatalogue } from '../../../../src/application/catalog/seed-catalogue.js';
import { Shop } from '../../../support/shop.js';

describe('seeding the demo catalogue', () => {
  const shop = new Shop();
  const seed = new SeedCatalogue(shop.products, shop.prices, shop.auditLog, shop.unitOfWork, shop.clock);

  it('has enough to try everything: both currencies, both kinds, several rates', async () => {
    const outcome = await seed.execute();
    expect(outcome).toEqual({ products: shop.products.rows.size, prices: shop.prices.rows.size });
    expect(outcome.products).toBeGreaterThanOrEqual(6);
    const prices = [...shop.prices.rows.values()];
    const kinds = new Set(prices.map((p) => `${p.currency} ${p.type} ${p.taxBehavior} ${p.taxRatePpm}`));
    for (const kind of [
      'jpy one_time inclusive 100000',
      'jpy one_time inclusive 80000',
      'jpy recurring inclusive 100000',
      'usd one_time exclusive 88750',
      'usd one_time exclusive 0',
      'usd recurring exclusive 88750',
    ]) {
      expect(kinds).toContain(kind);
    }
    expect(shop.auditLog.entries).toEqual([expect.objectContaining({ action: 'catalogue.seeded' })]);
  });

  it('changes nothing when it stands already', async () => {
    expect(await seed.execute()).toEqual({ products: 0, prices: 0 });
    expect(shop.auditLog.entries).toHaveLength(1);
  });

  it('gives no id away twice', () => {
    const ids = DEMO_CATALOGUE.flatMap((product) => [
      demoProductId(product),
      ...product.prices.map((_, position) => demoPriceId(product, position)),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
