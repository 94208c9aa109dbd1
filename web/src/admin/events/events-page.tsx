import type { Event } from 'kaikei-sdk';
import { Link } from 'wouter';
import { kaikei } from '../../api/kaikei.js';
import { useList } from '../../hooks/use-list.js';
import { adminText } from '../../text/text.js';
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
import { EventStatusBadge } from './event-status.js';
import { ReplayDead } from './replay-dead.js';

export function EventsPage() {
  const { values, set, reset, isFiltered } = useFilters('status', 'type', 'object', 'from', 'to');
  const words = adminText.events;
  const filter = {
    status: optionOf(words.statuses, values.status),
    type: values.type || undefined,
    object_id: values.object || undefined,
    received_from: startOfDay(values.from),
    received_before: startOfDay(values.to, 1),
  };
  const events = useList(['admin', 'events', filter], (cursor, signal) =>
    kaikei.get('/api/admin/events', { query: pageOf(cursor, filter), signal }),
  );
  return (
    <div className="stack-l">
      <PageHeading title={words.title}>
        <p className="soft reading">{words.lead}</p>
      </PageHeading>
      <Filters>
        <Select
          label={words.status}
          options={{ all: adminText.lists.all, ...words.statuses }}
          value={filter.status ?? 'all'}
          onChange={(status) => set('status', status === 'all' ? '' : status)}
        />
        <SearchField
          label={words.type}
          placeholder={words.typeHint}
          value={values.type}
          onSearch={(typed) => set('type', typed.trim())}
        />
        <SearchField
          label={words.object}
          placeholder={words.objectHint}
          value={values.object}
          onSearch={(typed) => set('object', typed.trim())}
        />
        <Field
          label={adminText.lists.from}
          type="date"
          value={values.from}
          onChange={(day) => set('from', day)}
        />
        <Field label={adminText.lists.to} type="date" value={values.to} onChange={(day) => set('to', day)} />
      </Filters>
      {filter.status === 'dead' && events.rows.length > 0 && <ReplayDead />}
      <ListView
        list={events}
        caption={words.title}
        columns={columns()}
        rowKey={({ id }) => id}
        empty={{ title: words.emptyTitle, text: words.empty }}
        onReset={isFiltered ? reset : undefined}
      />
    </div>
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
