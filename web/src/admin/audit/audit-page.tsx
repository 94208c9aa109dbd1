import type { AuditEntry } from 'kaikei-sdk';
import { kaikei } from '../../api/kaikei.js';
import { useList } from '../../hooks/use-list.js';
import { adminText } from '../../text/text.js';
import type { Column } from '../../ui/data-table.js';
import { ChoiceFilter, SearchFilter } from '../shared/filters.js';
import { ListPage } from '../shared/list-page.js';
import { pageOf } from '../shared/query.js';
import { useFilters } from '../shared/use-filters.js';
import { When } from '../shared/when.js';
import { AuditDetail } from './audit-detail.js';

export function AuditPage() {
  const filter = useFilters('action', 'subject');
  const { values } = filter;
  const words = adminText.audit;
  const wanted = { action: values.action || undefined, subject: values.subject || undefined };
  const entries = useList(['admin', 'audit', wanted], (cursor, signal) =>
    kaikei.get('/api/admin/audit', { query: pageOf(cursor, wanted), signal }),
  );
  return (
    <ListPage
      words={words}
      filters={
        <>
          <ChoiceFilter filter={filter} name="action" label={words.action} options={words.actions} />
          <SearchFilter filter={filter} name="subject" label={words.subject} />
        </>
      }
      list={entries}
      columns={columns()}
      onReset={filter.reset}
    />
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
