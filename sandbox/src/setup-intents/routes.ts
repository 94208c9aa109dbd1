import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import { missing, parameterMissing, stateError } from '../core/stripe-error.js';
import { liveCustomer, orNull } from '../customers/customer.js';
import { type Call, type Family, route } from '../http/family.js';
import { mergeMetadata } from '../http/metadata.js';
import { found, listRoute } from '../http/standard-routes.js';
import { cancelSetup, chosenSetupMethod, confirmSetup } from './confirm-setup.js';
import { newSetupIntent } from './new-setup-intent.js';

const PATH = '/v1/setup_intents';

interface WithSecret {
  client_secret?: string;
}

export const setupIntents: Family = {
  routes: [
    route<Stripe.SetupIntentCreateParams>({
      method: 'POST',
      path: PATH,
      params: 'SetupIntentCreateParams',
      handle: (op, { params }) => {
        const intent = newSetupIntent(op, params);
        if (params.confirm !== true) return intent;
        return confirmSetup(
          op,
          intent.id,
          params.return_url === undefined ? {} : { return_url: params.return_url },
        );
      },
    }),
    listRoute<'setup_intents', Stripe.SetupIntentListParams>(
      PATH,
      'setup_intents',
      'SetupIntentListParams',
      (_op, { customer, payment_method: method }) =>
        (intent) =>
          (customer === undefined || intent.customer === customer) &&
          (method === undefined || intent.payment_method === method),
    ),
    route<WithSecret>({ method: 'GET', path: `${PATH}/:id`, publishable: true, handle: openIntent }),
    route<Stripe.SetupIntentUpdateParams>({
      method: 'POST',
      path: `${PATH}/:id`,
      params: 'SetupIntentUpdateParams',
      handle: (op, call) => update(op, openIntent(op, call), call.params),
    }),
    route<Stripe.SetupIntentConfirmParams & WithSecret>({
      method: 'POST',
      path: `${PATH}/:id/confirm`,
      params: 'SetupIntentConfirmParams',
      publishable: true,
      handle: (op, call) => confirmSetup(op, openIntent(op, call).id, call.params),
    }),
    route<Stripe.SetupIntentCancelParams>({
      method: 'POST',
      path: `${PATH}/:id/cancel`,
      params: 'SetupIntentCancelParams',
      handle: (op, call) => cancelSetup(op, openIntent(op, call).id, call.params.cancellation_reason),
    }),
    listRoute<'setup_attempts', Stripe.SetupAttemptListParams>(
      '/v1/setup_attempts',
      'setup_attempts',
      'SetupAttemptListParams',
      (_op, { setup_intent: intent }) =>
        (attempt) =>
          attempt.setup_intent === intent,
    ),
  ],
  expansions: {
    setup_intent: {
      customer: ['customers'],
      latest_attempt: ['setup_attempts'],
      payment_method: ['payment_methods'],
    },
    setup_attempt: {
      customer: ['customers'],
      payment_method: ['payment_methods'],
      setup_intent: ['setup_intents'],
    },
  },
};

function update(
  op: Operation,
  intent: Stripe.SetupIntent,
  params: Stripe.SetupIntentUpdateParams,
): Stripe.SetupIntent {
  const onlyNotes = Object.keys(params).every((field) =>
    ['metadata', 'description', 'expand'].includes(field),
  );
  if (!onlyNotes && ['succeeded', 'canceled'].includes(intent.status))
    throw stateError(
      `This SetupIntent could not be updated because it has a status of ${intent.status}.`,
      'setup_intent_unexpected_state',
      { setup_intent: intent },
    );
  if (params.customer) liveCustomer(op, params.customer, 'customer');
  const patched: Stripe.SetupIntent = {
    ...intent,
    customer: params.customer ?? intent.customer,
    ...(params.description === undefined ? {} : { description: orNull(params.description) }),
    metadata: mergeMetadata(
      intent.metadata ?? {},
      params.metadata as Record<string, string> | '' | undefined,
    ),
  };
  const method = chosenSetupMethod(op, patched, params);
  return op.put(
    'setup_intents',
    method
      ? { ...patched, next_action: null, payment_method: method.id, status: 'requires_confirmation' }
      : patched,
  );
}

/** The intent of the path. A browser must show its client secret. */
function openIntent(op: Operation, call: Call<object>): Stripe.SetupIntent {
  const intent = found(op, 'setup_intents', call.path.id, 'setupintent');
  const secret = (call.params as WithSecret).client_secret;
  if (call.publishable && secret === undefined) throw parameterMissing('client_secret');
  if (secret !== undefined && secret !== intent.client_secret) throw missing('setupintent', intent.id);
  return intent;
}
