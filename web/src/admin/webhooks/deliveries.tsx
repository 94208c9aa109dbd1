import type { WebhookDelivery } from 'kaikei-sdk';
import { Link } from 'wouter';
import { kaikei } from '../../api/kaikei.js';
import { useList } from '../../hooks/use-list.js';
import { formatTime } from '../../text/format.js';
import { adminText } from '../../text/text.js';
import type { Column } from '../../ui/data-table.js';
import { ChoiceFilter, Filters } from '../shared/filters.js';
import { ListView } from '../shared/list-view.js';
import { pageOf } from '../shared/query.js';
import { optionOf, useFilters } from '../shared/use-filters.js';
import { When } from '../shared/when.js';
import { DeliveryStatusBadge } from './delivery-status.js';
import { eventTypeName } from './event-type-name.js';

/** What was sent to one endpoint, the latest first. */
export function Deliveries({ endpointId: id }: { endpointId: string }) {
  const filter = useFilters('status');
  const words = adminText.deliveries;
  const wanted = { status: optionOf(words.statuses, filter.values.status) };
  const deliveries = useList(['admin', 'deliveries', id, wanted], (cursor, signal) =>
    kaikei.get('/api/admin/webhook-endpoints/{id}/deliveries', {
      path: { id },
      query: pageOf(cursor, wanted),
      signal,
    }),
  );
  return (
    <section className="stack" aria-labelledby="deliveries">
      <h2 id="deliveries">{words.title}</h2>
      <p className="soft">{words.lead}</p>
      <Filters>
        <ChoiceFilter filter={filter} name="status" label={words.status} options={words.statuses} />
      </Filters>
      <ListView
        list={deliveries}
        caption={words.title}
        columns={columns()}
        rowKey={(delivery) => delivery.id}
        empty={{ title: words.emptyTitle, text: words.empty }}
        onReset={filter.reset}
      />
    </section>
  );
}

function columns(): readonly Column<WebhookDelivery>[] {
  const words = adminText.deliveries;
  return [
    {
      key: 'what',
      header: words.what,
      cell: ({ id, event_type: type }) => (
        <>
          <Link href={`/admin/webhooks/deliveries/${id}`}>{eventTypeName(type)}</Link>
          <span className="small soft block plain-weight">{type}</span>
        </>
      ),
    },
    {
      key: 'status',
      header: words.status,
      cell: ({ status, next_attempt_at: nextTry }) => (
        <>
          <DeliveryStatusBadge status={status} />
          {nextTry !== null && <span className="small soft block">{words.nextTry(formatTime(nextTry))}</span>}
        </>
      ),
    },
    { key: 'created', header: words.created, cell: (row) => <When time={row.created_at} /> },
    { key: 'tries', header: words.tries, align: 'end', cell: ({ attempts }) => attempts },
  ];
}
