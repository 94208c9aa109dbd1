import type Stripe from 'stripe';
import { checkEmail } from '../customers/check-email.js';
import { fullAddress, orNull } from '../customers/customer.js';
import { checkDescriptor } from './statement-descriptor.js';

type Params = Pick<
  Stripe.PaymentIntentCreateParams & Stripe.PaymentIntentUpdateParams,
  'description' | 'statement_descriptor' | 'statement_descriptor_suffix' | 'transfer_group' | 'capture_method'
> & {
  receipt_email?: string | null;
  setup_future_usage?: string | null;
  shipping?: Stripe.PaymentIntentUpdateParams['shipping'];
  payment_method_options?: { card?: unknown; konbini?: unknown };
};

/** The plain fields that creating, updating and confirming have in common, as an intent keeps them. */
export function patchIntent(params: Params): Partial<Stripe.PaymentIntent> {
  const patch: Partial<Stripe.PaymentIntent> = {};
  for (const field of ['description', 'receipt_email', 'transfer_group', 'setup_future_usage'] as const)
    if (params[field] !== undefined) patch[field] = orNull(params[field]);
  for (const field of ['statement_descriptor', 'statement_descriptor_suffix'] as const) {
    const value = params[field];
    if (value === undefined) continue;
    checkDescriptor(value, field);
    patch[field] = orNull(value);
  }
  if (params.receipt_email) checkEmail(params.receipt_email, 'receipt_email');
  if (params.capture_method !== undefined) patch.capture_method = params.capture_method;
  if (params.shipping !== undefined) patch.shipping = shippingOf(params.shipping);
  const options = optionsOf(params.payment_method_options ?? {});
  if (Object.keys(options).length > 0) patch.payment_method_options = options;
  return patch;
}

function optionsOf(
  sent: NonNullable<Params['payment_method_options']>,
): Stripe.PaymentIntent.PaymentMethodOptions {
  const card = sent.card as Stripe.PaymentIntentCreateParams.PaymentMethodOptions.Card | '' | undefined;
  const konbini = sent.konbini as
    Stripe.PaymentIntentCreateParams.PaymentMethodOptions.Konbini | '' | undefined;
  return {
    ...(card
      ? {
          card: {
            ...(card.capture_method === 'manual' ? { capture_method: 'manual' as const } : {}),
            installments: null,
            mandate_options: null,
            network: null,
            ...(card.request_incremental_authorization
              ? { request_incremental_authorization: card.request_incremental_authorization }
              : {}),
            request_three_d_secure: card.request_three_d_secure ?? 'automatic',
          },
        }
      : {}),
    ...(konbini
      ? {
          konbini: {
            confirmation_number: orNull(konbini.confirmation_number),
            expires_after_days: orNull(konbini.expires_after_days),
            expires_at: orNull(konbini.expires_at),
            product_description: orNull(konbini.product_description),
          },
        }
      : {}),
  };
}

function shippingOf(shipping: Params['shipping']): Stripe.PaymentIntent.Shipping | null {
  if (!shipping) return null;
  const address = fullAddress(shipping.address);
  return {
    ...(address ? { address } : {}),
    carrier: orNull(shipping.carrier),
    name: shipping.name,
    phone: orNull(shipping.phone),
    tracking_number: orNull(shipping.tracking_number),
  };
}
