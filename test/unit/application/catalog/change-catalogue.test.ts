import { beforeEach, describe, expect, it } from '@jest/globals';
import { ChangePrice } from '../../../../src/application/catalog/change-price.js';
import { ChangeProduct } from '../../../../src/application/catalog/change-product.js';
import { CreatePrice } from '../../../../src/application/catalog/create-price.js';
import { CreateProduct } from '../../../../src/application/catalog/create-product.js';
import { DEFAULT_ORGANIZATION_ID } from '../../../../src/domain/shared/organization.js';
import { createPrice, createProduct, NOTEBOOK_ID, NOTEBOOK_PRICE_ID } from '../../../support/catalog.js';
import { Shop } from '../../../support/shop.js';

const OPERATOR = {
  organizationId: DEFAULT_ORGANIZATION_ID,
  actorUserId: '00000000-0000-7000-8000-0000000000e9',
};
const UNKNOWN = '00000000-0000-7000-8000-0000000000ff';
const MONTHLY = {
  ...OPERATOR,
  productId: NOTEBOOK_ID,
  currency: 'jpy',
  unitAmountMinor: 500,
  type: 'recurring',
  interval: 'month',
  taxRatePpm: 100_000,
  active: true,
} as const;

describe('what operators do to the catalogue', () => {
  let shop: Shop;
  let isUsed: boolean;
  const changePrice = (): ChangePrice =>
    new ChangePrice(shop.prices, { isUsed: async () => isUsed }, shop.auditLog, shop.unitOfWork, shop.clock);
  const changeProduct = (): ChangeProduct =>
    new ChangeProduct(shop.products, shop.auditLog, shop.unitOfWork, shop.clock);
  const addPrice = (): CreatePrice =>
    new CreatePrice(shop.products, shop.prices, shop.auditLog, shop.unitOfWork, shop.clock, shop.ids);
  const actions = (): string[] => shop.auditLog.entries.map(({ action }) => action);

  beforeEach(async () => {
    isUsed = false;
    shop = new Shop();
    await shop.products.insertIfAbsent(createProduct());
    await shop.prices.insertIfAbsent(createPrice());
  });

  it('adds a product, and writes it down', async () => {
    const createProductCase = new CreateProduct(
      shop.products,
      shop.auditLog,
      shop.unitOfWork,
      shop.clock,
      shop.ids,
    );
    const command = { ...OPERATOR, name: 'Pen', description: '', active: true };
    const product = await createProductCase.execute(command);
    expect(shop.products.rows.get(product.id)).toEqual(product);
    expect(shop.auditLog.entries).toEqual([
      {
        ...OPERATOR,
        action: 'product.created',
        subject: product.id,
        detail: { name: 'Pen', description: '', active: true },
      },
    ]);
  });

  it('adds once what is asked for many times under one id, and answers with what stands', async () => {
    const createProductCase = new CreateProduct(
      shop.products,
      shop.auditLog,
      shop.unitOfWork,
      shop.clock,
      shop.ids,
    );
    const pen = { ...OPERATOR, productId: UNKNOWN, name: 'Pen', description: '', active: true };
    const monthly = { ...MONTHLY, priceId: UNKNOWN };
    const products = await Promise.all([1, 2, 3].map(() => createProductCase.execute(pen)));
    const prices = await Promise.all([1, 2, 3].map(() => addPrice().execute(monthly)));
    expect(new Set([...products, ...prices].map(({ id }) => id))).toEqual(new Set([UNKNOWN]));
    expect(actions()).toEqual(['product.created', 'price.created']);
    const command = { ...OPERATOR, productId: UNKNOWN, changes: { name: 'Pencil' } };
    await changeProduct().execute(command);
    expect(await createProductCase.execute(pen)).toMatchObject({ name: 'Pencil' });
  });

  it('changes a product, and writes down only what is a change', async () => {
    const command = { ...OPERATOR, productId: NOTEBOOK_ID };
    await changeProduct().execute({ ...command, changes: { name: 'Ledger' } });
    await changeProduct().execute({ ...command, changes: { name: 'Ledger' } });
    expect(shop.products.rows.get(NOTEBOOK_ID)).toMatchObject({ name: 'Ledger', version: 2 });
    expect(actions()).toEqual(['product.changed']);
    await expect(
      changeProduct().execute({ ...command, productId: UNKNOWN, changes: {} }),
    ).rejects.toMatchObject({ code: 'product_not_found' });
  });

  it('adds a price to a product that exists', async () => {
    const price = await addPrice().execute(MONTHLY);
    expect(shop.prices.rows.get(price.id)).toMatchObject({ interval: 'month', taxBehavior: 'inclusive' });
    expect(actions()).toEqual(['price.created']);
    await expect(addPrice().execute({ ...MONTHLY, productId: UNKNOWN })).rejects.toMatchObject({
      code: 'product_not_found',
    });
  });

  it('corrects a price that was never ordered', async () => {
    const changes = { unitAmountMinor: 1_200 };
    const price = await changePrice().execute({ ...OPERATOR, priceId: NOTEBOOK_PRICE_ID, changes });
    expect(price.unitAmountMinor).toBe(1_200);
    expect(actions()).toEqual(['price.changed']);
  });

  it('keeps what an ordered price costs', async () => {
    isUsed = true;
    const command = { ...OPERATOR, priceId: NOTEBOOK_PRICE_ID };
    await expect(
      changePrice().execute({ ...command, changes: { unitAmountMinor: 1_200 } }),
    ).rejects.toMatchObject({ code: 'price_immutable' });
    expect((await changePrice().execute({ ...command, changes: { active: false } })).active).toBe(false);
    expect((await changePrice().execute({ ...command, changes: { active: false } })).active).toBe(false);
    expect(actions()).toEqual(['price.changed']);
  });

  it('finds no price that is not there', async () => {
    await expect(changePrice().execute({ ...OPERATOR, priceId: UNKNOWN, changes: {} })).rejects.toMatchObject(
      { code: 'price_not_found' },
    );
  });
});
