import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import { stateError } from '../core/stripe-error.js';
import { orNull } from '../customers/customer.js';
import { type Family, route } from '../http/family.js';
import { mergeMetadata } from '../http/metadata.js';
import { searchRoute } from '../http/search.js';
import { found, listRoute, retrieveRoute } from '../http/standard-routes.js';
import { newPrice, type PriceParams } from '../prices/new-price.js';
import { liveProduct, newProduct, type ProductParams } from './product.js';

const PATH = '/v1/products';

export const products: Family = {
  routes: [
    route<ProductParams & { default_price_data?: PriceParams }>({
      method: 'POST',
      path: PATH,
      params: 'ProductCreateParams',
      handle: (op, { params }) => {
        const product = newProduct(op, params);
        if (!params.default_price_data) return product;
        const price = newPrice(op, { ...params.default_price_data, product: product.id });
        return op.put('products', { ...product, default_price: price.id });
      },
    }),
    searchRoute(PATH, 'products', 'ProductSearchParams'),
    retrieveRoute(PATH, 'products', 'product'),
    listRoute<'products', Stripe.ProductListParams>(
      PATH,
      'products',
      'ProductListParams',
      (_op, params) => (product) =>
        product.deleted !== true &&
        (params.active === undefined || product.active === params.active) &&
        (params.ids === undefined || params.ids.includes(product.id)),
    ),
    route<Stripe.ProductUpdateParams>({
      method: 'POST',
      path: `${PATH}/:id`,
      params: 'ProductUpdateParams',
      handle: (op, { path, params }) => update(op, liveProduct(op, path.id), params),
    }),
    route({
      method: 'DELETE',
      path: `${PATH}/:id`,
      handle: (op, { path }) => remove(op, liveProduct(op, path.id)),
    }),
  ],
  expansions: { product: { default_price: ['prices'] } },
};

function update(op: Operation, before: Stripe.Product, params: Stripe.ProductUpdateParams): Stripe.Product {
  if (params.default_price) found(op, 'prices', params.default_price, 'price', 'default_price');
  const after: Stripe.Product = {
    ...before,
    ...(params.active === undefined ? {} : { active: params.active }),
    ...(params.default_price === undefined ? {} : { default_price: orNull(params.default_price) }),
    ...(params.description === undefined ? {} : { description: orNull(params.description) }),
    ...(params.images === undefined ? {} : { images: params.images === '' ? [] : (params.images ?? []) }),
    ...(params.name === undefined ? {} : { name: params.name }),
    ...(params.statement_descriptor === undefined
      ? {}
      : { statement_descriptor: params.statement_descriptor }),
    ...(params.tax_code === undefined ? {} : { tax_code: orNull(params.tax_code) }),
    ...(params.unit_label === undefined ? {} : { unit_label: orNull(params.unit_label) }),
    ...(params.url === undefined ? {} : { url: orNull(params.url) }),
    metadata: mergeMetadata(before.metadata, params.metadata as Record<string, string> | '' | undefined),
    updated: op.now,
  };
  op.put('products', after);
  op.emit('product.updated', after, before);
  return after;
}

function remove(op: Operation, product: Stripe.Product): Stripe.DeletedProduct {
  for (const price of op.newestFirst('prices'))
    if (price.product === product.id)
      throw stateError(
        'This product cannot be deleted because it has one or more user-created prices.',
        'resource_in_use',
      );
  const tombstone: Stripe.DeletedProduct = { id: product.id, object: 'product', deleted: true };
  op.put('products', tombstone);
  op.emit('product.deleted', product);
  return tombstone;
}
