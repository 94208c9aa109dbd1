import type { Finding } from 'kaikei-sdk';
import { kaikei } from '../../api/kaikei.js';
import { useList } from '../../hooks/use-list.js';
import { formatTime } from '../../text/format.js';
import { adminText } from '../../text/text.js';
import { toast } from '../../ui/announcer.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import type { Column } from '../../ui/data-table.js';
import { Select } from '../../ui/select.js';
import { ListPage } from '../shared/list-page.js';
import { pageOf, reloadAdmin } from '../shared/query.js';
import { optionOf, useFilters } from '../shared/use-filters.js';
import { When } from '../shared/when.js';
import { FindingSubject } from './finding-subject.js';

export function FindingsPage() {
  const { values, set } = useFilters('view');
  const words = adminText.findings;
  const view = optionOf(words.views, values.view) ?? 'open';
  const filter = view === 'all' ? {} : { status: view };
  const findings = useList(['admin', 'findings', view], (cursor, signal) =>
    kaikei.get('/api/admin/findings', { query: pageOf(cursor, filter), signal }),
  );
  return (
    <ListPage
      words={{ ...words, empty: view === 'open' ? words.emptyOpen : words.empty }}
      filters={
        <Select
          label={words.view}
          options={words.views}
          value={view}
          onChange={(chosen) => set('view', chosen === 'open' ? '' : chosen)}
        />
      }
      list={findings}
      columns={columns()}
    />
  );
}

function columns(): readonly Column<Finding>[] {
  const words = adminText.findings;
  return [
    {
      key: 'kind',
      header: words.kind,
      cell: ({ kind }) => (
        <>
          {words.kinds[kind] ?? kind}
          {words.hints[kind] && <span className="small soft block plain-weight">{words.hints[kind]}</span>}
        </>
      ),
    },
    {
      key: 'detail',
      header: words.detail,
      cell: ({ subject, detail }) => (
        <>
          {detail}
          <span className="small block">
            <FindingSubject subject={subject} />
          </span>
        </>
      ),
    },
    { key: 'found', header: words.found, cell: (row) => <When time={row.created_at} /> },
    { key: 'state', header: words.state, cell: (row) => <FindingState finding={row} /> },
  ];
}

function FindingState({ finding }: { finding: Finding }) {
  const words = adminText.findings;
  if (finding.resolved_at !== null)
    return <Badge tone="quiet">{words.resolvedAt(formatTime(finding.resolved_at))}</Badge>;
  return (
    <ConfirmDialog
      title={words.resolveQuestion}
      yes={words.resolveYes}
      doing={words.resolving}
      no={words.resolveNo}
      trigger={(open) => (
        <Button
          look="quiet"
          onPress={open}
          aria-label={words.resolveNamed(words.kinds[finding.kind] ?? finding.kind, finding.subject)}
        >
          {words.resolve}
        </Button>
      )}
      onConfirm={async () => {
        await kaikei.post('/api/admin/findings/{id}/resolve', { path: { id: finding.id } });
        toast(words.resolved);
        await reloadAdmin();
      }}
    >
      <p>{finding.detail}</p>
      <p className="soft">{words.resolveNote}</p>
    </ConfirmDialog>
  );
}
