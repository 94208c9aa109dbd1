import type Stripe from 'stripe';
import { idOf } from '../core/id-of.js';
import { type Family, route } from '../http/family.js';
import { mergeMetadata } from '../http/metadata.js';
import { found, listRoute, retrieveRoute } from '../http/standard-routes.js';
import { createRefund } from './create-refund.js';
import { cancelRefund, completeRefund, expireRefund, failRefund } from './refund-outcome.js';
import { anyRefund } from './triggers.js';

const PATH = '/v1/refunds';

type LegacyRefund = Omit<Stripe.RefundCreateParams, 'charge'>;

export const refunds: Family = {
  routes: [
    route<Stripe.RefundCreateParams>({
      method: 'POST',
      path: PATH,
      params: 'RefundCreateParams',
      handle: (op, { params }) => createRefund(op, params),
    }),
    // How charges were refunded before refunds had a path of their own.
    route<LegacyRefund>({
      method: 'POST',
      path: '/v1/charges/:id/refunds',
      params: 'RefundCreateParams',
      handle: (op, { path, params }) => createRefund(op, { ...params, charge: path.id ?? '' }),
    }),
    route<LegacyRefund>({
      method: 'POST',
      path: '/v1/charges/:id/refund',
      params: 'RefundCreateParams',
      handle: (op, { path, params }) => {
        const { charge } = createRefund(op, { ...params, charge: path.id ?? '' });
        return op.must('charges', idOf(charge));
      },
    }),
    retrieveRoute(PATH, 'refunds', 'refund'),
    listRoute<'refunds', Stripe.RefundListParams>(
      PATH,
      'refunds',
      'RefundListParams',
      (_op, params) => (refund) =>
        (params.charge === undefined || refund.charge === params.charge) &&
        (params.payment_intent === undefined || refund.payment_intent === params.payment_intent),
    ),
    route<Stripe.RefundUpdateParams>({
      method: 'POST',
      path: `${PATH}/:id`,
      params: 'RefundUpdateParams',
      handle: (op, { path, params }) => {
        const before = found(op, 'refunds', path.id, 'refund');
        const metadata = mergeMetadata(
          before.metadata ?? {},
          params.metadata as Record<string, string> | '' | undefined,
        );
        const after = op.put('refunds', { ...before, metadata });
        op.emit('refund.updated', after, before);
        op.emit('charge.refund.updated', after, before);
        return after;
      },
    }),
    route({
      method: 'POST',
      path: `${PATH}/:id/cancel`,
      handle: (op, { path }) => cancelRefund(op, found(op, 'refunds', path.id, 'refund').id),
    }),
    route({
      method: 'POST',
      path: '/v1/test_helpers/refunds/:id/expire',
      handle: (op, { path }) => expireRefund(op, found(op, 'refunds', path.id, 'refund').id),
    }),
  ],
  tasks: {
    'refund.pending': completeRefund,
    'refund.fails': (op, id) => void failRefund(op, id),
  },
  triggers: { refund_failure: (op, request) => failRefund(op, anyRefund(op, request.object)) },
  expansions: {
    refund: {
      balance_transaction: ['balance_transactions'],
      charge: ['charges'],
      failure_balance_transaction: ['balance_transactions'],
      payment_intent: ['payment_intents'],
      payment_method: ['payment_methods'],
      customer: ['customers'],
    },
  },
};
