import type { Event } from 'kaikei-sdk';
import { Link } from 'wouter';
import { kaikei } from '../../api/kaikei.js';
import { useList } from '../../hooks/use-list.js';
import { adminText } from '../../text/text.js';
import type { Column } from '../../ui/data-table.js';
import { ChoiceFilter, DayFilters, SearchFilter } from '../shared/filters.js';
import { ListPage } from '../shared/list-page.js';
import { pageOf } from '../shared/query.js';
import { optionOf, startOfDay, useFilters } from '../shared/use-filters.js';
import { When } from '../shared/when.js';
import { EventStatusBadge } from './event-status.js';
import { ReplayDead } from './replay.js';

export function EventsPage() {
  const filter = useFilters('status', 'type', 'object', 'from', 'to');
  const { values } = filter;
  const words = adminText.events;
  const wanted = {
    status: optionOf(words.statuses, values.status),
    type: values.type || undefined,
    object_id: values.object || undefined,
    received_from: startOfDay(values.from),
    received_before: startOfDay(values.to, 1),
  };
  const events = useList(['admin', 'events', wanted], (cursor, signal) =>
    kaikei.get('/api/admin/events', { query: pageOf(cursor, wanted), signal }),
  );
  return (
    <ListPage
      words={words}
      filters={
        <>
          <ChoiceFilter filter={filter} name="status" label={words.status} options={words.statuses} />
          <SearchFilter filter={filter} name="type" label={words.type} placeholder={words.typeHint} />
          <SearchFilter filter={filter} name="object" label={words.object} placeholder={words.objectHint} />
          <DayFilters filter={filter} />
        </>
      }
      list={events}
      columns={columns()}
      onReset={filter.reset}
    >
      {/* There already while the list is on its way, so that it does not push it down. */}
      {wanted.status === 'dead' && (events.isPending || events.rows.length > 0) && <ReplayDead />}
    </ListPage>
  );
}

function columns(): readonly Column<Event>[] {
  const words = adminText.events;
  return [
    {
      key: 'type',
      header: words.type,
      cell: (event) => (
        <>
          <Link href={`/admin/events/${encodeURIComponent(event.id)}`}>{event.type}</Link>
          <span className="small soft block plain-weight">{event.id}</span>
        </>
      ),
    },
    { key: 'object', header: words.object, cell: (event) => event.object_id ?? adminText.none },
    {
      key: 'received',
      header: words.received,
      cell: (event) => <When time={event.received_at} />,
    },
    {
      key: 'status',
      header: words.status,
      cell: (event) => (
        <>
          <EventStatusBadge status={event.status} />
          {event.last_error !== null && event.status !== 'processed' && (
            <span className="small bad block">{event.last_error}</span>
          )}
        </>
      ),
    },
    { key: 'tries', header: words.tries, align: 'end', cell: (event) => event.attempts },
  ];
}
