import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import { liveCustomer, orNull } from '../customers/customer.js';
import { mergeMetadata } from '../http/metadata.js';
import { chosenSetupMethod } from './confirm-setup.js';

/** Methods that can be saved for later. */
const SAVABLE = ['card', 'us_bank_account', 'sepa_debit'];

export function newSetupIntent(op: Operation, params: Stripe.SetupIntentCreateParams): Stripe.SetupIntent {
  if (params.customer) liveCustomer(op, params.customer, 'customer');
  const id = op.id('seti');
  const allowed = params.allowed_payment_method_types ?? null;
  const excluded = params.excluded_payment_method_types ?? null;
  const base: Stripe.SetupIntent = {
    id,
    object: 'setup_intent',
    allowed_payment_method_types: allowed,
    application: null,
    automatic_payment_methods: {
      allow_redirects: params.automatic_payment_methods?.allow_redirects ?? 'always',
      enabled: params.automatic_payment_methods?.enabled ?? true,
    },
    cancellation_reason: null,
    client_secret: `${id}_secret_${op.world.ids.text(25)}`,
    created: op.now,
    customer: params.customer ?? null,
    customer_account: null,
    description: orNull(params.description),
    excluded_payment_method_types: excluded,
    flow_directions: params.flow_directions ?? null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    managed_payments: null,
    mandate: null,
    metadata: mergeMetadata({}, params.metadata as Record<string, string>),
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: { id: 'pmc_sandboxdefault', parent: null },
    payment_method_options: {
      card: { mandate_options: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: SAVABLE.filter(
      (type) => (allowed?.includes(type) ?? true) && !excluded?.includes(type),
    ),
    single_use_mandate: null,
    status: 'requires_payment_method',
    usage: params.usage ?? 'off_session',
  };
  const method = chosenSetupMethod(op, base, params);
  const intent = method ? { ...base, payment_method: method.id, status: 'requires_confirmation' } : base;
  op.put('setup_intents', intent);
  op.emit('setup_intent.created', intent);
  return intent;
}
