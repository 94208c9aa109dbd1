import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import { invalidRequest, notInSandbox, parameterMissing } from '../core/stripe-error.js';
import { checkEmail } from '../customers/check-email.js';
import { liveCustomer, orNull } from '../customers/customer.js';
import { mergeMetadata } from '../http/metadata.js';
import { checkChargeAmount, checkCurrency } from '../money/check-amount.js';
import { methodTypes } from '../payment-intents/method-types.js';
import { newSetupIntent } from '../setup-intents/new-setup-intent.js';
import { lineItems, type LineItemParams } from './line-items.js';
import { blankSession } from './blank-session.js';

type Params = Stripe.Checkout.SessionCreateParams;

/** A session lives from 30 minutes to 24 hours. */
const DEFAULT_SECONDS = 24 * 3600;
const MIN_SECONDS = 30 * 60;

const UNSUPPORTED = [
  'discounts',
  'shipping_options',
  'optional_items',
  'subscription_data',
  'after_expiration',
  'consent_collection',
  'custom_fields',
  'name_collection',
  'tax_id_collection',
] as const;

export function newSession(op: Operation, params: Params): Stripe.Checkout.Session {
  const mode = params.mode ?? 'payment';
  if (mode === 'subscription') throw notInSandbox('Checkout in subscription mode', 'mode');
  for (const field of UNSUPPORTED) if (params[field] !== undefined) throw notInSandbox(`\`${field}\``, field);
  if (params.invoice_creation?.enabled === true)
    throw notInSandbox('`invoice_creation`', 'invoice_creation[enabled]');
  if (params.automatic_tax?.enabled === true) throw notInSandbox('automatic tax', 'automatic_tax[enabled]');
  checkAddresses(params);
  if (params.customer_email) checkEmail(params.customer_email, 'customer_email');
  if (params.customer && params.customer_email)
    throw invalidRequest('You may only specify one of these parameters: customer, customer_email.', {
      param: 'customer_email',
    });
  if (params.customer) liveCustomer(op, params.customer, 'customer');
  const id = `cs_test_${op.world.ids.text(58)}`;
  const items = mode === 'payment' ? lineItems(op, requiredItems(params)) : [];
  const total = items.reduce((sum, item) => sum + item.amount_total, 0);
  const currency = items[0]?.currency ?? checkCurrency(params.currency ?? 'usd');
  if (total > 0) checkChargeAmount(total, currency, 'line_items');
  const setup = mode === 'setup' ? newSetupIntent(op, setupParams(params)) : null;
  const hosted = (params.ui_mode ?? 'hosted_page') === 'hosted_page';
  const expires_at = expiry(op, params.expires_at);
  const session = op.put('checkout_sessions', {
    ...blankSession(op, id),
    allow_promotion_codes: params.allow_promotion_codes ?? null,
    billing_address_collection: params.billing_address_collection ?? null,
    phone_number_collection: { enabled: params.phone_number_collection?.enabled ?? false },
    shipping_address_collection: params.shipping_address_collection ?? null,
    amount_subtotal: mode === 'payment' ? total : null,
    amount_total: mode === 'payment' ? total : null,
    cancel_url: orNull(params.cancel_url),
    client_reference_id: orNull(params.client_reference_id),
    client_secret: hosted ? null : `${id}_secret_${op.world.ids.text(40)}`,
    currency: mode === 'payment' || params.currency ? currency : null,
    customer: params.customer ?? null,
    customer_creation:
      mode === 'payment' && !params.customer ? (params.customer_creation ?? 'if_required') : null,
    customer_email: orNull(params.customer_email),
    expires_at,
    locale: params.locale ?? null,
    metadata: mergeMetadata({}, params.metadata as Record<string, string>),
    mode,
    payment_method_types: setup
      ? setup.payment_method_types
      : methodTypes(
          currency,
          params.allowed_payment_method_types ?? null,
          params.excluded_payment_method_types ?? null,
        ),
    payment_status: mode === 'setup' || total === 0 ? 'no_payment_required' : 'unpaid',
    ...(params.return_url ? { return_url: params.return_url } : {}),
    setup_intent: setup?.id ?? null,
    submit_type: params.submit_type ?? null,
    success_url: orNull(params.success_url),
    total_details: mode === 'payment' ? { amount_discount: 0, amount_shipping: 0, amount_tax: 0 } : null,
    ui_mode: params.ui_mode ?? 'hosted_page',
    url: hosted ? `${op.world.baseUrl}/checkout/${id}` : null,
  });
  op.put('checkout_states', { id, items, intentData: { ...params.payment_intent_data }, intent: null });
  if (setup) op.put('intent_sessions', { id: setup.id, session: id });
  op.schedule('checkout_session.expires', id, (expires_at - op.now) * 1000);
  return session;
}

function requiredItems(params: Params): LineItemParams[] {
  if (!params.line_items || params.line_items.length === 0) throw parameterMissing('line_items');
  return params.line_items as LineItemParams[];
}

function setupParams(params: Params): Stripe.SetupIntentCreateParams {
  const { description, metadata } = params.setup_intent_data ?? {};
  return {
    ...(params.customer ? { customer: params.customer } : {}),
    ...(description ? { description } : {}),
    ...(metadata ? { metadata } : {}),
  };
}

function checkAddresses(params: Params): void {
  const hosted = (params.ui_mode ?? 'hosted_page') === 'hosted_page';
  const required = hosted ? 'success_url' : 'return_url';
  if (!params[required] && params.redirect_on_completion !== 'never' && params.ui_mode !== 'elements')
    throw parameterMissing(required);
  for (const field of ['success_url', 'cancel_url', 'return_url'] as const) {
    const address = params[field];
    if (address && !URL.canParse(address.replaceAll(/[{}]/g, '')))
      throw invalidRequest('Not a valid URL', { code: 'url_invalid', param: field });
  }
}

function expiry(op: Operation, wanted: number | undefined): number {
  const expires_at = wanted ?? op.now + DEFAULT_SECONDS;
  // A minute of tolerance: the caller's clock and ours need not agree to the second.
  if (expires_at >= op.now + MIN_SECONDS - 60 && expires_at <= op.now + DEFAULT_SECONDS + 60)
    return expires_at;
  throw invalidRequest(
    'The `expires_at` timestamp must be between 30 minutes and 24 hours after Checkout Session creation.',
    { param: 'expires_at' },
  );
}
