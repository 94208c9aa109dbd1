import type Stripe from 'stripe';
import { invalidRequest } from '../core/stripe-error.js';
import { orNull } from '../customers/customer.js';
import { type Family, route } from '../http/family.js';
import { mergeMetadata } from '../http/metadata.js';
import { searchRoute } from '../http/search.js';
import { found, listRoute, retrieveRoute } from '../http/standard-routes.js';
import { newPrice, type PriceParams } from './new-price.js';

const PATH = '/v1/prices';

export const prices: Family = {
  routes: [
    route<PriceParams>({
      method: 'POST',
      path: PATH,
      params: 'PriceCreateParams',
      handle: (op, { params }) => newPrice(op, params),
    }),
    searchRoute(PATH, 'prices', 'PriceSearchParams'),
    retrieveRoute(PATH, 'prices', 'price'),
    listRoute<'prices', Stripe.PriceListParams>(
      PATH,
      'prices',
      'PriceListParams',
      (_op, params) => (price) =>
        (params.active === undefined || price.active === params.active) &&
        (params.currency === undefined || price.currency === params.currency) &&
        (params.product === undefined || price.product === params.product) &&
        (params.type === undefined || price.type === params.type) &&
        (params.lookup_keys === undefined || params.lookup_keys.includes(price.lookup_key ?? '')),
    ),
    route<Stripe.PriceUpdateParams>({
      method: 'POST',
      path: `${PATH}/:id`,
      params: 'PriceUpdateParams',
      handle: (op, { path, params }) => {
        const before = found(op, 'prices', path.id, 'price');
        if (
          params.tax_behavior !== undefined &&
          !['unspecified', params.tax_behavior].includes(String(before.tax_behavior))
        )
          throw invalidRequest('The `tax_behavior` of a price cannot be changed once it is set.', {
            param: 'tax_behavior',
          });
        const after = op.put('prices', {
          ...before,
          ...(params.active === undefined ? {} : { active: params.active }),
          ...(params.lookup_key === undefined ? {} : { lookup_key: orNull(params.lookup_key) }),
          ...(params.nickname === undefined ? {} : { nickname: orNull(params.nickname) }),
          ...(params.tax_behavior === undefined ? {} : { tax_behavior: params.tax_behavior }),
          metadata: mergeMetadata(
            before.metadata,
            params.metadata as Record<string, string> | '' | undefined,
          ),
        });
        op.emit('price.updated', after, before);
        return after;
      },
    }),
  ],
  expansions: { price: { product: ['products'] } },
};
