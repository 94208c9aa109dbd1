import { Link } from 'wouter';
import type { AdminOrder } from 'kaikei-sdk';
import { kaikei } from '../../api/kaikei.js';
import { useList } from '../../hooks/use-list.js';
import { StatusBadge } from '../../orders/status-badge.js';
import { formatMoney } from '../../text/format.js';
import { adminText, text } from '../../text/text.js';
import type { Column } from '../../ui/data-table.js';
import { Field } from '../../ui/field.js';
import { PageHeading } from '../../ui/page-heading.js';
import { SearchField } from '../../ui/search-field.js';
import { Select } from '../../ui/select.js';
import { Filters } from '../shared/filters.js';
import { ListView } from '../shared/list-view.js';
import { pageOf } from '../shared/query.js';
import { optionOf, startOfDay, useFilters } from '../shared/use-filters.js';
import { When } from '../shared/when.js';

export function OrdersPage() {
  const { values, set, reset, isFiltered } = useFilters('search', 'status', 'refund', 'from', 'to');
  const words = adminText.orders;
  const filter = {
    search: values.search || undefined,
    status: optionOf(text.order.status, values.status),
    refund: optionOf(words.refunds, values.refund),
    placed_from: startOfDay(values.from),
    placed_before: startOfDay(values.to, 1),
  };
  const orders = useList(['admin', 'orders', filter], (cursor, signal) =>
    kaikei.get('/api/admin/orders', { query: pageOf(cursor, filter), signal }),
  );
  return (
    <div className="stack-l">
      <PageHeading title={words.title} />
      <Filters>
        <div className="wide">
          <SearchField
            label={words.search}
            placeholder={words.searchHint}
            value={values.search}
            onSearch={(typed) => set('search', typed.trim())}
          />
        </div>
        <Select
          label={words.status}
          options={{ all: adminText.lists.all, ...text.order.status }}
          value={filter.status ?? 'all'}
          onChange={(status) => set('status', status === 'all' ? '' : status)}
        />
        <Select
          label={words.refund}
          options={{ all: adminText.lists.all, ...words.refunds }}
          value={filter.refund ?? 'all'}
          onChange={(refund) => set('refund', refund === 'all' ? '' : refund)}
        />
        <Field
          label={adminText.lists.from}
          type="date"
          value={values.from}
          onChange={(day) => set('from', day)}
        />
        <Field label={adminText.lists.to} type="date" value={values.to} onChange={(day) => set('to', day)} />
      </Filters>
      <ListView
        list={orders}
        caption={words.title}
        columns={orderColumns()}
        rowKey={({ id }) => id}
        empty={{ title: words.emptyTitle, text: words.empty }}
        onReset={isFiltered ? reset : undefined}
      />
    </div>
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
