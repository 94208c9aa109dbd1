import type { AuditEntry } from 'kaikei-sdk';
import { kaikei } from '../../api/kaikei.js';
import { useList } from '../../hooks/use-list.js';
import { formatMoney } from '../../text/format.js';
import { adminText } from '../../text/text.js';
import type { Column } from '../../ui/data-table.js';
import { PageHeading } from '../../ui/page-heading.js';
import { SearchField } from '../../ui/search-field.js';
import { Select } from '../../ui/select.js';
import { Filters } from '../shared/filters.js';
import { ListView } from '../shared/list-view.js';
import { pageOf } from '../shared/query.js';
import { useFilters } from '../shared/use-filters.js';
import { When } from '../shared/when.js';

export function AuditPage() {
  const { values, set, reset, isFiltered } = useFilters('action', 'subject');
  const words = adminText.audit;
  const filter = { action: values.action || undefined, subject: values.subject || undefined };
  const entries = useList(['admin', 'audit', filter], (cursor, signal) =>
    kaikei.get('/api/admin/audit', { query: pageOf(cursor, filter), signal }),
  );
  return (
    <div className="stack-l">
      <PageHeading title={words.title}>
        <p className="soft reading">{words.lead}</p>
      </PageHeading>
      <Filters>
        <Select
          label={words.action}
          options={{ all: adminText.lists.all, ...words.actions }}
          value={values.action === '' ? 'all' : values.action}
          onChange={(action) => set('action', action === 'all' ? '' : action)}
        />
        <SearchField
          label={words.subject}
          value={values.subject}
          onSearch={(typed) => set('subject', typed.trim())}
        />
      </Filters>
      <ListView
        list={entries}
        caption={words.title}
        columns={columns()}
        rowKey={({ id }) => id}
        empty={{ title: words.emptyTitle, text: words.empty }}
        onReset={isFiltered ? reset : undefined}
      />
    </div>
  );
}

function columns(): readonly Column<AuditEntry>[] {
  const words = adminText.audit;
  return [
    { key: 'what', header: words.what, cell: ({ action }) => words.actions[action] ?? action },
    { key: 'detail', header: words.detail, cell: (entry) => <AuditDetail entry={entry} /> },
    { key: 'who', header: words.who, cell: (entry) => entry.actor_email ?? adminText.system },
    { key: 'when', header: words.when, cell: (entry) => <When time={entry.at} /> },
  ];
}

/** The subject's id, and what a deed says of itself: an amount first, where it is about one. */
function AuditDetail({ entry: { subject, detail } }: { entry: AuditEntry }) {
  const { amount, currency, ...rest } = detail;
  const isMoney = typeof amount === 'number' && typeof currency === 'string';
  const others = Object.entries(isMoney ? rest : detail).map(([name, value]) => `${name}: ${shown(value)}`);
  return (
    <>
      {isMoney && <span className="money">{formatMoney(amount, currency)} </span>}
      <span className="small">{others.join(', ')}</span>
      <span className="small soft block">{subject}</span>
    </>
  );
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
