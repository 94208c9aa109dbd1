import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import { invalidRequest, stateError } from '../core/stripe-error.js';
import { type Family, route } from '../http/family.js';
import { checkCursors, checkedLimit, type PageParams } from '../http/list.js';
import { mergeMetadata } from '../http/metadata.js';
import { found, listRoute, retrieveRoute } from '../http/standard-routes.js';
import type { SandboxLineItem } from './checkout-state.js';
import { expireSession, settleSession } from './complete-session.js';
import { newSession } from './new-session.js';
import { afterAttempt, paySession } from './pay-session.js';

const PATH = '/v1/checkout/sessions';

export const checkoutSessions: Family = {
  routes: [
    route<Stripe.Checkout.SessionCreateParams>({
      method: 'POST',
      path: PATH,
      params: 'Checkout.SessionCreateParams',
      handle: (op, { params }) => newSession(op, params),
    }),
    retrieveRoute(PATH, 'checkout_sessions', 'checkout.session'),
    listRoute<'checkout_sessions', Stripe.Checkout.SessionListParams>(
      PATH,
      'checkout_sessions',
      'Checkout.SessionListParams',
      (_op, params) => (session) =>
        (params.customer === undefined || session.customer === params.customer) &&
        (params.payment_intent === undefined || session.payment_intent === params.payment_intent) &&
        (params.status === undefined || session.status === params.status) &&
        (params.customer_details === undefined ||
          session.customer_details?.email === params.customer_details.email),
    ),
    route<Stripe.Checkout.SessionUpdateParams>({
      method: 'POST',
      path: `${PATH}/:id`,
      params: 'Checkout.SessionUpdateParams',
      handle: (op, { path, params }) => {
        const before = session(op, path.id);
        const metadata = mergeMetadata(
          before.metadata ?? {},
          params.metadata as Record<string, string> | '' | undefined,
        );
        return op.put('checkout_sessions', { ...before, metadata });
      },
    }),
    route({
      method: 'POST',
      path: `${PATH}/:id/expire`,
      handle: (op, { path }) => {
        const { id, status } = session(op, path.id);
        if (status === 'open') return expireSession(op, id);
        throw stateError(
          `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${status}.`,
          'status_transition_invalid',
        );
      },
    }),
    route<PageParams>({
      method: 'GET',
      path: `${PATH}/:id/line_items`,
      params: 'Checkout.SessionListLineItemsParams',
      handle: (op, { path, params }) => itemsPage(op, session(op, path.id).id, params),
    }),
    // What Stripe's page, and its command line's `trigger`, call to pay a session.
    retrieveRoute('/v1/payment_pages', 'checkout_sessions', 'payment_page'),
    route({
      method: 'POST',
      path: '/v1/payment_pages/:id/init',
      params: 'PaymentPageInitParams',
      handle: (op, { path }) => session(op, path.id),
    }),
    route<{ payment_method: string }>({
      method: 'POST',
      path: '/v1/payment_pages/:id/confirm',
      params: 'PaymentPageConfirmParams',
      handle: (op, { path, params }) => {
        const { id } = session(op, path.id);
        const email = op.get('payment_methods', params.payment_method)?.billing_details.email;
        return paySession(op, id, { payment_method: params.payment_method, ...(email ? { email } : {}) });
      },
    }),
  ],
  tasks: {
    'checkout_session.expires': (op, id) => {
      if (op.get('checkout_sessions', id)?.status === 'open') expireSession(op, id);
    },
  },
  reactions: {
    'payment_intent.succeeded': (op, intent) => settleSession(op, (intent as Stripe.PaymentIntent).id, true),
    'payment_intent.payment_failed': (op, intent) =>
      settleSession(op, (intent as Stripe.PaymentIntent).id, false),
  },
  triggers: {
    checkout_completed: (op, request) => {
      const open = [...op.newestFirst('checkout_sessions')].find(({ status }) => status === 'open');
      const { id } = found(op, 'checkout_sessions', request.object ?? open?.id, 'checkout.session', 'object');
      const method = request.payment_method;
      const payment_method = typeof method === 'string' ? method : 'pm_card_visa';
      paySession(op, id, { payment_method, email: 'customer@example.com' });
      return afterAttempt(op, id, {});
    },
  },
  expansions: {
    'checkout.session': {
      customer: ['customers'],
      payment_intent: ['payment_intents'],
      setup_intent: ['setup_intents'],
      line_items: (op, { id }) => itemsPage(op, id, {}),
    },
    item: {},
  },
};

function session(op: Operation, id: string | undefined): Stripe.Checkout.Session {
  return found(op, 'checkout_sessions', id, 'checkout.session');
}

/** Line items are listed in the order in which they were given. */
function itemsPage(op: Operation, id: string, params: PageParams): object {
  const { items } = op.must('checkout_states', id);
  const limit = checkedLimit(params.limit);
  const { starting_after: after, ending_before: before } = params;
  checkCursors(params);
  const start = after === undefined ? 0 : position(items, after, 'starting_after') + 1;
  const end = before === undefined ? items.length : position(items, before, 'ending_before');
  const room = items.slice(start, end);
  const data = before === undefined ? room.slice(0, limit) : room.slice(-limit);
  return { object: 'list', data, has_more: room.length > limit, url: `${PATH}/${id}/line_items` };
}

function position(items: SandboxLineItem[], id: string, param: string): number {
  const index = items.findIndex((item) => item.id === id);
  if (index >= 0) return index;
  throw invalidRequest(`No such line item: '${id}'`, { code: 'resource_missing', param });
}
