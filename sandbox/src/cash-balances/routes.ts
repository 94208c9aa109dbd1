import { liveCustomer } from '../customers/customer.js';
import { type Family, route } from '../http/family.js';
import { listPage, type PageParams } from '../http/list.js';
import { found } from '../http/standard-routes.js';
import { cashBalance } from './cash-balance.js';
import { type Funding, fundCashBalance } from './fund.js';

const OF_CUSTOMER = '/v1/customers/:id';

/** What customers send by bank transfer. */
export const cashBalances: Family = {
  routes: [
    route<Funding>({
      method: 'POST',
      path: '/v1/test_helpers/customers/:id/fund_cash_balance',
      params: 'FundCashBalanceParams',
      handle: (op, { path, params }) => fundCashBalance(op, liveCustomer(op, path.id).id, params),
    }),
    route({
      method: 'GET',
      path: `${OF_CUSTOMER}/cash_balance`,
      handle: (op, { path }) => cashBalance(op, liveCustomer(op, path.id).id),
    }),
    route<PageParams>({
      method: 'GET',
      path: `${OF_CUSTOMER}/cash_balance_transactions`,
      params: 'CustomerListCashBalanceTransactionsParams',
      handle: (op, { path, params }) => {
        const { id } = liveCustomer(op, path.id);
        const url = `/v1/customers/${id}/cash_balance_transactions`;
        return listPage(op, 'cash_transactions', url, params, ({ customer }) => customer === id);
      },
    }),
    route({
      method: 'GET',
      path: `${OF_CUSTOMER}/cash_balance_transactions/:transaction`,
      handle: (op, { path }) => {
        const { id } = liveCustomer(op, path.id);
        const transaction = op.get('cash_transactions', path.transaction ?? '');
        const own = transaction?.customer === id ? transaction.id : undefined;
        return found(op, 'cash_transactions', own, 'customer cash balance transaction');
      },
    }),
  ],
  expansions: { customer_cash_balance_transaction: { customer: ['customers'] } },
};
