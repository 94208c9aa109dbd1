import type Stripe from 'stripe';
import { type Family, route } from '../http/family.js';
import { mergeMetadata } from '../http/metadata.js';
import { searchRoute } from '../http/search.js';
import { listRoute, found } from '../http/standard-routes.js';
import { listPage, type PageParams } from '../http/list.js';
import { detachAll } from '../payment-methods/attach.js';
import { addCard } from '../sources/customer-cards.js';
import { isDeleted, liveCustomer } from './customer.js';
import { newCustomer, patchCustomer } from './write-customer.js';

const PATH = '/v1/customers';

export const customers: Family = {
  routes: [
    route<Stripe.CustomerCreateParams>({
      method: 'POST',
      path: PATH,
      params: 'CustomerCreateParams',
      handle: (op, { params }) => newCustomer(op, params),
    }),
    route<Stripe.CustomerUpdateParams>({
      method: 'POST',
      path: `${PATH}/:id`,
      params: 'CustomerUpdateParams',
      handle: (op, { path, params }) => {
        const before = liveCustomer(op, path.id);
        const after = op.put('customers', {
          ...before,
          ...patchCustomer(op, params),
          ...(params.invoice_settings
            ? {
                invoice_settings: {
                  ...before.invoice_settings,
                  ...patchCustomer(op, params).invoice_settings,
                },
              }
            : {}),
          metadata: mergeMetadata(
            before.metadata,
            params.metadata as Record<string, string> | '' | undefined,
          ),
        });
        if (JSON.stringify(before) !== JSON.stringify(after)) op.emit('customer.updated', after, before);
        if (params.source === undefined) return after;
        addCard(op, liveCustomer(op, after.id), params.source, { asDefault: true });
        return liveCustomer(op, after.id);
      },
    }),
    route({
      method: 'DELETE',
      path: `${PATH}/:id`,
      handle: (op, { path }) => {
        const customer = liveCustomer(op, path.id);
        detachAll(op, customer.id);
        const tombstone: Stripe.DeletedCustomer = { id: customer.id, object: 'customer', deleted: true };
        op.put('customers', tombstone);
        op.emit('customer.deleted', customer);
        return tombstone;
      },
    }),
    searchRoute(PATH, 'customers', 'CustomerSearchParams'),
    route({
      method: 'GET',
      path: `${PATH}/:id`,
      handle: (op, { path }) => found(op, 'customers', path.id, 'customer'),
    }),
    listRoute<'customers', Stripe.CustomerListParams>(
      PATH,
      'customers',
      'CustomerListParams',
      (_op, { email }) => {
        return (customer) => !isDeleted(customer) && (email === undefined || customer.email === email);
      },
    ),
    route<PageParams & { type?: string }>({
      method: 'GET',
      path: `${PATH}/:id/payment_methods`,
      params: 'CustomerListPaymentMethodsParams',
      handle: (op, { path, params }) => {
        const { id } = liveCustomer(op, path.id);
        const keep = (each: Stripe.PaymentMethod): boolean =>
          each.customer === id && (params.type === undefined || each.type === params.type);
        return listPage(op, 'payment_methods', `${PATH}/${id}/payment_methods`, params, keep);
      },
    }),
    route({
      method: 'GET',
      path: `${PATH}/:id/payment_methods/:method`,
      handle: (op, { path }) => {
        const { id } = liveCustomer(op, path.id);
        const method = op.get('payment_methods', path.method ?? '');
        return found(op, 'payment_methods', method?.customer === id ? method.id : undefined, 'PaymentMethod');
      },
    }),
  ],
  expansions: {
    customer: { 'invoice_settings.default_payment_method': ['payment_methods'], default_source: [] },
  },
};
