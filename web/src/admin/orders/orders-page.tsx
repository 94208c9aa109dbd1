import { Link } from 'wouter';
import type { AdminOrder } from 'kaikei-sdk';
import { kaikei } from '../../api/kaikei.js';
import { useList } from '../../hooks/use-list.js';
import { StatusBadge } from '../../orders/status-badge.js';
import { formatMoney } from '../../text/format.js';
import { adminText, text } from '../../text/text.js';
import type { Column } from '../../ui/data-table.js';
import { ChoiceFilter, DayFilters, SearchFilter } from '../shared/filters.js';
import { ListPage } from '../shared/list-page.js';
import { pageOf } from '../shared/query.js';
import { optionOf, startOfDay, useFilters } from '../shared/use-filters.js';
import { When } from '../shared/when.js';

export function OrdersPage() {
  const filter = useFilters('search', 'status', 'refund', 'from', 'to');
  const { values } = filter;
  const words = adminText.orders;
  const wanted = {
    search: values.search || undefined,
    status: optionOf(text.order.status, values.status),
    refund: optionOf(words.refunds, values.refund),
    placed_from: startOfDay(values.from),
    placed_before: startOfDay(values.to, 1),
  };
  const orders = useList(['admin', 'orders', wanted], (cursor, signal) =>
    kaikei.get('/api/admin/orders', { query: pageOf(cursor, wanted), signal }),
  );
  return (
    <ListPage
      words={words}
      filters={
        <>
          <div className="wide">
            <SearchFilter filter={filter} name="search" label={words.search} placeholder={words.searchHint} />
          </div>
          <ChoiceFilter filter={filter} name="status" label={words.status} options={text.order.status} />
          <ChoiceFilter filter={filter} name="refund" label={words.refund} options={words.refunds} />
          <DayFilters filter={filter} />
        </>
      }
      list={orders}
      columns={orderColumns()}
      onReset={filter.reset}
    />
  );
}

/** Also of one customer's orders, where their name says nothing new. */
export function orderColumns({ ofOneCustomer = false } = {}): readonly Column<AdminOrder>[] {
  const words = adminText.orders;
  const customer: Column<AdminOrder> = {
    key: 'customer',
    header: words.customer,
    cell: (order) => (
      <>
        <Link href={`/admin/customers/${order.customer.id}`}>{order.customer.name}</Link>
        <span className="small soft block">{order.customer.email}</span>
      </>
    ),
  };
  return [
    {
      key: 'number',
      header: words.number,
      cell: (order) => (
        <Link className="nowrap" href={`/admin/orders/${order.id}`}>
          {order.number}
        </Link>
      ),
    },
    ...(ofOneCustomer ? [] : [customer]),
    {
      key: 'placed',
      header: words.placed,
      cell: (order) => <When time={order.created_at} />,
    },
    { key: 'status', header: words.status, cell: (order) => <StatusBadge status={order.status} /> },
    {
      key: 'total',
      header: words.total,
      align: 'end',
      cell: (order) => <span className="money">{formatMoney(order.total, order.currency)}</span>,
    },
  ];
}
