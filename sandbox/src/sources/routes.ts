import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import { notInSandbox, parameterMissing } from '../core/stripe-error.js';
import { liveCustomer } from '../customers/customer.js';
import { type Family, route } from '../http/family.js';
import { listPage, type PageParams } from '../http/list.js';
import { retrieveRoute } from '../http/standard-routes.js';
import { addCard, cardOf, removeCard, updateCard } from './customer-cards.js';
import { newCard } from './new-card.js';

const PATH = '/v1/customers/:id/sources';

/** Tokens and the cards of customers: how cards were kept before there were payment methods. */
export const sources: Family = {
  routes: [
    route<Stripe.TokenCreateParams>({
      method: 'POST',
      path: '/v1/tokens',
      params: 'TokenCreateParams',
      publishable: true,
      handle: (op, { params }) => newToken(op, params),
    }),
    retrieveRoute('/v1/tokens', 'tokens', 'token'),
    route<Stripe.CustomerCreateSourceParams>({
      method: 'POST',
      path: PATH,
      params: 'CustomerCreateSourceParams',
      handle: (op, { path, params }) =>
        addCard(op, liveCustomer(op, path.id), params.source, {
          metadata: params.metadata as Record<string, string>,
        }),
    }),
    route<PageParams>({
      method: 'GET',
      path: PATH,
      params: 'CustomerListSourcesParams',
      handle: (op, { path, params }) => {
        const { id } = liveCustomer(op, path.id);
        return listPage(
          op,
          'cards',
          `/v1/customers/${id}/sources`,
          params,
          ({ customer }) => customer === id,
        );
      },
    }),
    route({
      method: 'GET',
      path: `${PATH}/:source`,
      handle: (op, { path }) => cardOf(op, liveCustomer(op, path.id).id, path.source),
    }),
    route<Stripe.CustomerUpdateSourceParams>({
      method: 'POST',
      path: `${PATH}/:source`,
      params: 'CustomerUpdateSourceParams',
      handle: (op, { path, params }) =>
        updateCard(op, cardOf(op, liveCustomer(op, path.id).id, path.source), params),
    }),
    route({
      method: 'DELETE',
      path: `${PATH}/:source`,
      handle: (op, { path }) => {
        const customer = liveCustomer(op, path.id);
        return removeCard(op, customer, cardOf(op, customer.id, path.source));
      },
    }),
  ],
  expansions: { card: { customer: ['customers'] } },
};

function newToken(op: Operation, { card, ...others }: Stripe.TokenCreateParams): Stripe.Token {
  const [other] = Object.keys(others).filter((field) => field !== 'expand');
  if (other !== undefined) throw notInSandbox(`tokens for \`${other}\``, other);
  if (card === undefined) throw parameterMissing('card');
  if (typeof card === 'string') throw notInSandbox("tokens for a customer's card", 'card');
  return op.put('tokens', {
    id: op.id('tok'),
    object: 'token',
    card: newCard(op, card),
    client_ip: '127.0.0.1',
    created: op.now,
    livemode: false,
    type: 'card',
    used: false,
  });
}
