import { type Family, route } from '../http/family.js';
import { listRoute, retrieveRoute } from '../http/standard-routes.js';
import { currentBalance } from './balance.js';
import { mature } from './balance-transaction.js';

interface BalanceTransactionListParams {
  currency?: string;
  payout?: string;
  source?: string;
  type?: string;
}

export const balance: Family = {
  routes: [
    route({ method: 'GET', path: '/v1/balance', handle: (op) => currentBalance(op) }),
    ...['/v1/balance_transactions', '/v1/balance/history'].flatMap((path) => [
      retrieveRoute(path, 'balance_transactions', 'balance transaction'),
      listRoute<'balance_transactions', BalanceTransactionListParams>(
        path,
        'balance_transactions',
        'BalanceTransactionListParams',
        (op, { currency, payout, source, type }) =>
          (each) =>
            (currency === undefined || each.currency === currency) &&
            (source === undefined || each.source === source) &&
            (payout === undefined || op.get('payout_items', each.id)?.payout === payout) &&
            (type === undefined || each.type === type),
      ),
    ]),
  ],
  tasks: {
    'balance.matures': mature,
    'balance.available': (op) => op.emit('balance.available', currentBalance(op)),
  },
  expansions: { balance_transaction: { source: ['charges', 'refunds', 'disputes', 'payouts'] } },
};
