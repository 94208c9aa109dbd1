import { Price, type CreatePriceFacts } from '../../src/domain/catalog/price.js';
import { Product, type CreateProductFacts } from '../../src/domain/catalog/product.js';
import { DEFAULT_ORGANIZATION_ID } from '../../src/domain/shared/organization.js';

const CREATED_AT = new Date('2026-11-01T00:00:00Z');

export const NOTEBOOK_ID = '00000000-0000-7000-8000-0000000000c1';
export const NOTEBOOK_PRICE_ID = '00000000-0000-7000-8000-0000000000b1';

/** An active notebook, unless said otherwise. */
export function createProduct(changes: Partial<CreateProductFacts> = {}): Product {
  return Product.create({
    id: NOTEBOOK_ID,
    organizationId: DEFAULT_ORGANIZATION_ID,
    name: 'Notebook',
    description: 'Lies flat.',
    active: true,
    at: CREATED_AT,
    ...changes,
  });
}

/** 1,100 yen once, 10% included, for the notebook, unless said otherwise. */
export function createPrice(changes: Partial<CreatePriceFacts> = {}): Price {
  return Price.create({
    id: NOTEBOOK_PRICE_ID,
    organizationId: DEFAULT_ORGANIZATION_ID,
    productId: NOTEBOOK_ID,
    currency: 'jpy',
    unitAmountMinor: 1_100,
    type: 'one_time',
    interval: null,
    taxRatePpm: 100_000,
    active: true,
    at: CREATED_AT,
    ...changes,
  });
}
