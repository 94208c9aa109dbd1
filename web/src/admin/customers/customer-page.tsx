import { useQuery } from '@tanstack/react-query';
import type { CustomerDetail, CustomerTotal } from 'kaikei-sdk';
import { kaikei } from '../../api/kaikei.js';
import { useList } from '../../hooks/use-list.js';
import { currencyName, formatDate, formatMoney, formatTime } from '../../text/format.js';
import { adminText } from '../../text/text.js';
import { Badge } from '../../ui/badge.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { Facts } from '../../ui/facts.js';
import { orderColumns } from '../orders/orders-page.js';
import { ListView } from '../shared/list-view.js';
import { DetailPage } from '../shared/detail-page.js';
import { pageOf } from '../shared/query.js';
import { CustomerCards } from './customer-cards.js';
import { CustomerRole } from './customer-role.js';

export function CustomerPage({ id }: { id: string }) {
  const query = useQuery({
    queryKey: ['admin', 'customer', id],
    queryFn: ({ signal }) => kaikei.get('/api/admin/users/{id}', { path: { id }, signal }),
  });
  return (
    <DetailPage
      query={query}
      list={{ href: '/admin/customers', label: adminText.customers.title }}
      title={(customer) => customer?.name ?? adminText.customers.title}
      mark={({ role }) =>
        role === 'operator' && <Badge tone="open">{adminText.customers.roles.operator}</Badge>
      }
    >
      {(customer) => <Details customer={customer} />}
    </DetailPage>
  );
}

function Details({ customer }: { customer: CustomerDetail }) {
  return (
    <>
      <div className="columns">
        <div className="stack-l">
          <Account customer={customer} />
          <Totals totals={customer.totals} />
        </div>
        <div className="aside stack">
          <CustomerCards id={customer.id} />
          <CustomerRole customer={customer} />
        </div>
      </div>
      <Orders id={customer.id} />
    </>
  );
}

function Account({ customer }: { customer: CustomerDetail }) {
  const words = adminText.customer;
  const { customers } = adminText;
  return (
    <section className="panel stack" aria-labelledby="account">
      <h2 id="account">{words.account}</h2>
      <Facts
        facts={{
          [words.address]: (
            <>
              {customer.email}
              <span className="small soft block">
                {customer.email_verified ? customers.verified : customers.notVerified}
              </span>
            </>
          ),
          [words.phone]: customer.phone,
          [customers.since]: formatDate(customer.created_at),
          [words.sessions]: words.sessionCount(customer.live_sessions),
          [words.lastOrder]: customer.last_order_at && formatTime(customer.last_order_at),
          [words.stripe]: customer.stripe_customer_id,
        }}
      />
    </section>
  );
}

function Totals({ totals }: { totals: readonly CustomerTotal[] }) {
  const words = adminText.customer;
  const money = (amount: number, currency: string) => (
    <span className="money">{formatMoney(amount, currency)}</span>
  );
  const columns: readonly Column<CustomerTotal>[] = [
    { key: 'currency', header: words.currency, cell: (row) => currencyName(row.currency) },
    { key: 'orders', header: words.orderCount, align: 'end', cell: (row) => row.orders },
    {
      key: 'captured',
      header: words.captured,
      align: 'end',
      cell: (row) => money(row.captured, row.currency),
    },
    {
      key: 'refunded',
      header: words.refunded,
      align: 'end',
      cell: (row) => money(row.refunded, row.currency),
    },
  ];
  return (
    <section className="stack" aria-labelledby="totals">
      <h2 id="totals">{words.totals}</h2>
      {totals.length === 0 ? (
        <p className="soft">{words.noOrders}</p>
      ) : (
        <DataTable
          caption={words.totals}
          columns={columns}
          rows={totals}
          rowKey={({ currency }) => currency}
        />
      )}
    </section>
  );
}

function Orders({ id }: { id: string }) {
  const orders = useList(['admin', 'orders', { user_id: id }], (cursor, signal) =>
    kaikei.get('/api/admin/orders', { query: pageOf(cursor, { user_id: id }), signal }),
  );
  const words = adminText.customer;
  return (
    <section className="stack" aria-labelledby="orders">
      <h2 id="orders">{words.orders}</h2>
      <ListView
        list={orders}
        caption={words.orders}
        columns={orderColumns({ ofOneCustomer: true })}
        rowKey={(order) => order.id}
        empty={{ title: adminText.orders.emptyTitle, text: words.noOrders }}
      />
    </section>
  );
}
