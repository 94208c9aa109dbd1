import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import { invalidRequest } from '../core/stripe-error.js';
import { liveCustomer } from '../customers/customer.js';
import { mergeMetadata } from '../http/metadata.js';
import { checkChargeAmount, checkCurrency } from '../money/check-amount.js';
import { newPaymentMethod, type PaymentMethodData } from '../payment-methods/create-payment-method.js';
import { checkUsable, requirePaymentMethod } from '../payment-methods/require-payment-method.js';
import { checkMethodType, methodTypes } from './method-types.js';
import { patchIntent } from './patch-intent.js';

// What most intents have alike is kept once: objects never change in place.
const NO_DETAILS: Stripe.PaymentIntent.AmountDetails = { tip: {} };
const CONFIGURATION = { id: 'pmc_sandboxdefault', parent: null };
const NO_OPTIONS: Stripe.PaymentIntent.PaymentMethodOptions = {
  card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },
};

/** Creates an intent that waits for a payment method, or for its confirmation. */
export function newIntent(op: Operation, params: Stripe.PaymentIntentCreateParams): Stripe.PaymentIntent {
  const currency = checkCurrency(params.currency);
  const amount = checkChargeAmount(params.amount, currency);
  if (params.customer) liveCustomer(op, params.customer, 'customer');
  if (params.transfer_data || params.on_behalf_of || params.application_fee_amount !== undefined)
    throw invalidRequest('This sandbox account is not a Connect platform.', { param: 'transfer_data' });
  const id = op.id('pi');
  const allowed = params.allowed_payment_method_types ?? null;
  const excluded = params.excluded_payment_method_types ?? null;
  const base: Stripe.PaymentIntent = {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: allowed,
    amount,
    amount_capturable: 0,
    amount_details: NO_DETAILS,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: {
      allow_redirects: params.automatic_payment_methods?.allow_redirects ?? 'always',
      enabled: params.automatic_payment_methods?.enabled ?? true,
    },
    canceled_at: null,
    cancellation_reason: null,
    capture_method: params.capture_method ?? 'automatic_async',
    client_secret: `${id}_secret_${op.world.ids.text(25)}`,
    confirmation_method: params.confirmation_method ?? 'automatic',
    created: op.now,
    currency,
    customer: params.customer ?? null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: excluded,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: mergeMetadata({}, params.metadata as Record<string, string>),
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: CONFIGURATION,
    payment_method_options: NO_OPTIONS,
    payment_method_types: methodTypes(currency, allowed, excluded),
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  };
  const patched = { ...base, ...patchIntent(params) };
  const method = chosenMethod(op, patched, params);
  const intent = method
    ? { ...patched, payment_method: method.id, status: 'requires_confirmation' }
    : patched;
  op.put('payment_intents', intent);
  op.emit('payment_intent.created', intent);
  return intent;
}

interface MethodParams {
  payment_method?: string;
  payment_method_data?: unknown;
  confirmation_token?: string;
}

/** The payment method that a request names or describes; null if it does neither. */
export function chosenMethod(
  op: Operation,
  intent: Stripe.PaymentIntent,
  params: MethodParams,
): Stripe.PaymentMethod | null {
  if (params.confirmation_token !== undefined)
    throw invalidRequest(`No such confirmation_token: '${params.confirmation_token}'`, {
      code: 'resource_missing',
      param: 'confirmation_token',
    });
  const method = params.payment_method_data
    ? newPaymentMethod(op, params.payment_method_data as PaymentMethodData)
    : params.payment_method
      ? requirePaymentMethod(op, params.payment_method, 'payment_method')
      : null;
  if (method === null) return null;
  checkUsable(op, method, typeof intent.customer === 'string' ? intent.customer : null);
  checkMethodType(intent, method);
  return method;
}
