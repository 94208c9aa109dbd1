import type { Dispute } from 'kaikei-sdk';
import { Link } from 'wouter';
import { kaikei } from '../../api/kaikei.js';
import { useList } from '../../hooks/use-list.js';
import { formatMoney } from '../../text/format.js';
import { adminText } from '../../text/text.js';
import type { Column } from '../../ui/data-table.js';
import { Select } from '../../ui/select.js';
import { ListPage } from '../shared/list-page.js';
import { pageOf } from '../shared/query.js';
import { optionOf, useFilters } from '../shared/use-filters.js';
import { When } from '../shared/when.js';
import { DisputeDue } from './dispute-due.js';
import { DisputeStatus } from './dispute-status.js';

export function DisputesPage() {
  const { values, set } = useFilters('view');
  const words = adminText.disputes;
  const view = optionOf(words.views, values.view) ?? 'to_answer';
  const filter = view === 'all' ? {} : { view };
  const disputes = useList(['admin', 'disputes', view], (cursor, signal) =>
    kaikei.get('/api/admin/disputes', { query: pageOf(cursor, filter), signal }),
  );
  return (
    <ListPage
      words={{ ...words, empty: view === 'all' ? words.empty : words.emptyToAnswer }}
      filters={
        <Select
          label={words.view}
          options={words.views}
          value={view}
          onChange={(chosen) => set('view', chosen === 'to_answer' ? '' : chosen)}
        />
      }
      list={disputes}
      columns={columns()}
    />
  );
}

function columns(): readonly Column<Dispute>[] {
  const words = adminText.disputes;
  return [
    {
      key: 'order',
      header: words.order,
      cell: (row) => (
        <Link className="nowrap" href={`/admin/disputes/${row.id}`}>
          {row.order_number}
        </Link>
      ),
    },
    { key: 'reason', header: words.reason, cell: (row) => words.reasons[row.reason] ?? row.reason },
    { key: 'status', header: words.status, cell: (row) => <DisputeStatus dispute={row} /> },
    { key: 'due', header: words.dueBy, cell: (row) => <DisputeDue dispute={row} /> },
    { key: 'opened', header: words.opened, cell: (row) => <When time={row.opened_at} dayOnly /> },
    {
      key: 'amount',
      header: words.amount,
      align: 'end',
      cell: (row) => <span className="money">{formatMoney(row.amount, row.currency)}</span>,
    },
  ];
}
