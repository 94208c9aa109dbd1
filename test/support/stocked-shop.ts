import type { ApiUser } from './api-user.js';

export interface NewPrice {
  readonly currency?: string;
  readonly unit_amount?: number;
  readonly type?: string;
  readonly interval?: string;
  readonly tax_behavior?: string;
  readonly tax_rate?: number;
  readonly capture_method?: string;
  readonly active?: boolean;
}

/** Puts a new product with one price on sale, as operators do. @returns the ids. */
export async function stock(
  operator: ApiUser,
  price: NewPrice = {},
): Promise<{ productId: string; priceId: string }> {
  const product = await operator.post('/api/admin/products', { name: 'Notebook' });
  const productId = String(product.body?.id);
  const created = await operator.post('/api/admin/prices', {
    product_id: productId,
    currency: 'jpy',
    unit_amount: 1_100,
    type: 'one_time',
    tax_rate: 10,
    ...price,
  });
  if (created.status !== 201) throw new Error(`A price was answered ${created.status}.`);
  return { productId, priceId: String(created.body?.id) };
}
