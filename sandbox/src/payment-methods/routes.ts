import type Stripe from 'stripe';
import { liveCustomer, fullAddress, orNull } from '../customers/customer.js';
import { type Family, route } from '../http/family.js';
import { mergeMetadata } from '../http/metadata.js';
import { listRoute } from '../http/standard-routes.js';
import { invalidRequest, parameterMissing } from '../core/stripe-error.js';
import { attachTo, detach } from './attach.js';
import { newPaymentMethod, type PaymentMethodData } from './create-payment-method.js';
import { requirePaymentMethod } from './require-payment-method.js';

const PATH = '/v1/payment_methods';

export const paymentMethods: Family = {
  routes: [
    route<PaymentMethodData>({
      method: 'POST',
      path: PATH,
      params: 'PaymentMethodCreateParams',
      publishable: true,
      handle: (op, { params }) => newPaymentMethod(op, params),
    }),
    route({
      method: 'GET',
      path: `${PATH}/:id`,
      handle: (op, { path }) => requirePaymentMethod(op, path.id ?? ''),
    }),
    listRoute<'payment_methods', Stripe.PaymentMethodListParams>(
      PATH,
      'payment_methods',
      'PaymentMethodListParams',
      (op, { customer, type }) => {
        if (customer !== undefined) liveCustomer(op, customer, 'customer');
        return (method) =>
          (customer === undefined ? method.customer === null : method.customer === customer) &&
          (type === undefined || method.type === type);
      },
    ),
    route<Stripe.PaymentMethodUpdateParams>({
      method: 'POST',
      path: `${PATH}/:id`,
      params: 'PaymentMethodUpdateParams',
      handle: (op, { path, params }) => {
        const before = requirePaymentMethod(op, path.id ?? '');
        if (before.customer === null)
          throw invalidRequest('You must save this PaymentMethod to a customer before you can update it.');
        const after = op.put('payment_methods', patched(before, params));
        op.emit('payment_method.updated', after, before);
        return after;
      },
    }),
    route<Stripe.PaymentMethodAttachParams>({
      method: 'POST',
      path: `${PATH}/:id/attach`,
      params: 'PaymentMethodAttachParams',
      handle: (op, { path, params }) => {
        const method = requirePaymentMethod(op, path.id ?? '');
        if (!params.customer) throw parameterMissing('customer');
        return attachTo(op, method, liveCustomer(op, params.customer, 'customer').id);
      },
    }),
    route({
      method: 'POST',
      path: `${PATH}/:id/detach`,
      handle: (op, { path }) => detach(op, requirePaymentMethod(op, path.id ?? '')),
    }),
  ],
  expansions: { payment_method: { customer: ['customers'] } },
};

function patched(
  method: Stripe.PaymentMethod,
  params: Stripe.PaymentMethodUpdateParams,
): Stripe.PaymentMethod {
  const { billing_details: billing, card } = params;
  const kept = method.billing_details;
  return {
    ...method,
    ...(params.allow_redisplay ? { allow_redisplay: params.allow_redisplay } : {}),
    billing_details: {
      address: billing?.address === undefined ? kept.address : fullAddress(billing.address),
      email: billing?.email === undefined ? kept.email : orNull(billing.email),
      name: billing?.name === undefined ? kept.name : orNull(billing.name),
      phone: billing?.phone === undefined ? kept.phone : orNull(billing.phone),
      tax_id: billing?.tax_id === undefined ? kept.tax_id : orNull(billing.tax_id),
    },
    ...(method.card
      ? {
          card: {
            ...method.card,
            exp_month: card?.exp_month ?? method.card.exp_month,
            exp_year: card?.exp_year ?? method.card.exp_year,
          },
        }
      : {}),
    metadata: mergeMetadata(
      method.metadata ?? {},
      params.metadata as Record<string, string> | '' | undefined,
    ),
  };
}
