import type { DocumentedApi } from './documented-api.js';

/** An operator puts a product on sale, changes it, and takes its price off. */
export async function exerciseCatalogue(api: DocumentedApi, token: string): Promise<void> {
  const product = (await api.call('POST /api/admin/products', { token, body: { name: 'Pen' } })).body;
  await api.call('PATCH /api/admin/products/{id}', {
    token,
    params: { id: product.id },
    body: { description: 'Blue' },
  });
  const price = await api.call('POST /api/admin/prices', {
    token,
    body: { product_id: product.id, currency: 'jpy', unit_amount: 300, type: 'one_time', tax_rate: 10 },
  });
  await api.call('PATCH /api/admin/prices/{id}', {
    token,
    params: { id: price.body.id },
    body: { active: false },
  });
  await api.call('GET /api/admin/products', { token });
  await api.call('GET /api/admin/products/{id}', { token, params: { id: product.id } });
}
