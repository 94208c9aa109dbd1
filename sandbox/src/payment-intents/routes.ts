import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import { invalidRequest, missing, parameterMissing } from '../core/stripe-error.js';
import { type Call, type Family, route } from '../http/family.js';
import { searchRoute } from '../http/search.js';
import { found, listRoute } from '../http/standard-routes.js';
import { finishChallenge } from './challenge.js';
import { cancelIntent } from './cancel.js';
import { captureIntent } from './capture.js';
import { confirmIntent } from './confirm.js';
import { settleDelayed } from './delayed-methods.js';
import { incrementAuthorization } from './increment.js';
import { newIntent } from './new-intent.js';
import { updateIntent } from './update.js';

const PATH = '/v1/payment_intents';

interface WithSecret {
  client_secret?: string;
}

export const paymentIntents: Family = {
  routes: [
    route<Stripe.PaymentIntentCreateParams>({
      method: 'POST',
      path: PATH,
      params: 'PaymentIntentCreateParams',
      handle: (op, { params }) => {
        if (params.confirm !== true) refuseConfirmParams(params);
        const intent = newIntent(op, params);
        if (params.confirm !== true) return intent;
        // The intent has its payment method by now: a second one must not be made from the same data.
        const { payment_method: _method, payment_method_data: _data, ...rest } = params;
        return confirmIntent(op, intent.id, rest);
      },
    }),
    searchRoute(PATH, 'payment_intents', 'PaymentIntentSearchParams'),
    listRoute<'payment_intents', Stripe.PaymentIntentListParams>(
      PATH,
      'payment_intents',
      'PaymentIntentListParams',
      (_op, { customer }) =>
        (intent) =>
          customer === undefined || intent.customer === customer,
    ),
    route<WithSecret>({ method: 'GET', path: `${PATH}/:id`, publishable: true, handle: openIntent }),
    route<Stripe.PaymentIntentUpdateParams>({
      method: 'POST',
      path: `${PATH}/:id`,
      params: 'PaymentIntentUpdateParams',
      handle: (op, call) => updateIntent(op, openIntent(op, call).id, call.params),
    }),
    route<Stripe.PaymentIntentConfirmParams & WithSecret>({
      method: 'POST',
      path: `${PATH}/:id/confirm`,
      params: 'PaymentIntentConfirmParams',
      publishable: true,
      handle: (op, call) => confirmIntent(op, openIntent(op, call).id, call.params),
    }),
    route<Stripe.PaymentIntentCaptureParams>({
      method: 'POST',
      path: `${PATH}/:id/capture`,
      params: 'PaymentIntentCaptureParams',
      handle: (op, call) => captureIntent(op, openIntent(op, call).id, call.params),
    }),
    route<Stripe.PaymentIntentIncrementAuthorizationParams>({
      method: 'POST',
      path: `${PATH}/:id/increment_authorization`,
      params: 'PaymentIntentIncrementAuthorizationParams',
      handle: (op, call) => incrementAuthorization(op, openIntent(op, call).id, call.params),
    }),
    route<Stripe.PaymentIntentCancelParams>({
      method: 'POST',
      path: `${PATH}/:id/cancel`,
      params: 'PaymentIntentCancelParams',
      handle: (op, call) =>
        cancelIntent(op, openIntent(op, call).id, call.params.cancellation_reason ?? null),
    }),
  ],
  tasks: { 'payment_intent.settles': settleDelayed },
  triggers: {
    three_d_secure: (op, request) =>
      finishChallenge(op, waiting(op, request.object, 'requires_action'), request.outcome !== 'fail'),
    payment_settled: (op, request) => {
      const id = waiting(op, request.object, 'processing');
      settleDelayed(op, id);
      return op.must('payment_intents', id);
    },
  },
  expansions: {
    payment_intent: {
      customer: ['customers'],
      latest_charge: ['charges'],
      payment_method: ['payment_methods'],
      review: ['reviews'],
    },
  },
};

const WITH_CONFIRM = ['error_on_requires_action', 'mandate', 'mandate_data', 'off_session', 'return_url'];

/** What says how to confirm has no place where nothing is confirmed. */
function refuseConfirmParams(params: object): void {
  const param = WITH_CONFIRM.find((each) => each in params);
  if (param !== undefined)
    throw invalidRequest(`You can only pass \`${param}\` when \`confirm\` is \`true\`.`, { param });
}

/** The intent that a trigger names, or the newest one in `status`. */
function waiting(op: Operation, id: string | undefined, status: string): string {
  const newest = [...op.newestFirst('payment_intents')].find((intent) => intent.status === status);
  return found(op, 'payment_intents', id ?? newest?.id, 'payment_intent', 'object').id;
}

/** The intent of the path. A browser must show its client secret. */
function openIntent(op: Operation, call: Call<object>): Stripe.PaymentIntent {
  const intent = found(op, 'payment_intents', call.path.id, 'payment_intent');
  const secret = (call.params as WithSecret).client_secret;
  if (call.publishable && secret === undefined) throw parameterMissing('client_secret');
  if (secret !== undefined && secret !== intent.client_secret) throw missing('payment_intent', intent.id);
  return intent;
}
