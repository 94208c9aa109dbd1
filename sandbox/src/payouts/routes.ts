import type Stripe from 'stripe';
import { currentBalance } from '../balance/balance.js';
import type { Operation } from '../core/operation.js';
import { invalidRequest, stateError } from '../core/stripe-error.js';
import { orNull } from '../customers/customer.js';
import { type Family, route } from '../http/family.js';
import { inRange } from '../http/list.js';
import { mergeMetadata } from '../http/metadata.js';
import { found, listRoute, retrieveRoute } from '../http/standard-routes.js';
import { checkCurrency } from '../money/check-amount.js';
import { automaticPayout } from './automatic-payout.js';
import { cancelPayout, failPayout, newPayout, proceed, reconcilePayout } from './payout.js';

const PATH = '/v1/payouts';

/** A bank that refuses a payout does so before it would be on its way. */
const REFUSED_AFTER_MS = 500;

export const payouts: Family = {
  routes: [
    route<Stripe.PayoutCreateParams & { status?: 'failed' }>({
      method: 'POST',
      path: PATH,
      params: 'PayoutCreateParams',
      handle: (op, { params }) => {
        const payout = create(op, params);
        if (params.status === 'failed') op.schedule('payout.fails', payout.id, REFUSED_AFTER_MS);
        return payout;
      },
    }),
    retrieveRoute(PATH, 'payouts', 'payout'),
    listRoute<'payouts', Stripe.PayoutListParams>(
      PATH,
      'payouts',
      'PayoutListParams',
      (_op, params) => (payout) =>
        (params.status === undefined || payout.status === params.status) &&
        (params.destination === undefined || payout.destination === params.destination) &&
        inRange(payout.arrival_date, params.arrival_date),
    ),
    route<Stripe.PayoutUpdateParams>({
      method: 'POST',
      path: `${PATH}/:id`,
      params: 'PayoutUpdateParams',
      handle: (op, { path, params }) => {
        const before = found(op, 'payouts', path.id, 'payout');
        const metadata = mergeMetadata(
          before.metadata ?? {},
          params.metadata as Record<string, string> | '' | undefined,
        );
        const after = op.put('payouts', { ...before, metadata });
        op.emit('payout.updated', after, before);
        return after;
      },
    }),
    route({
      method: 'POST',
      path: `${PATH}/:id/cancel`,
      handle: (op, { path }) => cancelPayout(op, found(op, 'payouts', path.id, 'payout').id),
    }),
    // Called by the command line's `trigger payout.reconciliation_completed`.
    route({
      method: 'POST',
      path: '/v1/test_helpers/payouts/:id/reconcile',
      handle: (op, { path }) => reconcilePayout(op, found(op, 'payouts', path.id, 'payout').id),
    }),
  ],
  tasks: {
    'payout.proceeds': proceed,
    'payout.fails': (op, id) => {
      if (op.get('payouts', id)?.status === 'pending') failPayout(op, id);
    },
  },
  triggers: {
    payout: (op, request) =>
      automaticPayout(op, typeof request.currency === 'string' ? request.currency : undefined),
    payout_failure: (op, { object }) => {
      const candidate = [...op.newestFirst('payouts')].find(({ status }) =>
        ['pending', 'in_transit', 'paid'].includes(status),
      );
      return failPayout(op, found(op, 'payouts', object ?? candidate?.id, 'payout', 'object').id);
    },
  },
  expansions: {
    payout: {
      balance_transaction: ['balance_transactions'],
      failure_balance_transaction: ['balance_transactions'],
    },
  },
};

function create(op: Operation, params: Stripe.PayoutCreateParams): Stripe.Payout {
  const currency = checkCurrency(params.currency);
  if (params.amount < 1)
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  const available = currentBalance(op).available.find((each) => each.currency === currency)?.amount ?? 0;
  if (params.amount > available)
    throw stateError(
      'You have insufficient funds in your Stripe account for this transfer. Your card balance is too low.',
      'balance_insufficient',
      { param: 'amount' },
    );
  return newPayout(op, {
    amount: params.amount,
    currency,
    automatic: false,
    method: params.method ?? 'standard',
    description: orNull(params.description),
    statement_descriptor: orNull(params.statement_descriptor),
    metadata: mergeMetadata({}, params.metadata as Record<string, string>),
  });
}
