import type { ApiKey } from 'kaikei-sdk';
import { kaikei } from '../../api/kaikei.js';
import { useList } from '../../hooks/use-list.js';
import { formatDate } from '../../text/format.js';
import { adminText } from '../../text/text.js';
import { toast } from '../../ui/announcer.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import type { Column } from '../../ui/data-table.js';
import { ListPage } from '../shared/list-page.js';
import { pageOf, reloadAdmin } from '../shared/query.js';
import { When } from '../shared/when.js';
import { NewApiKey } from './new-api-key.js';

export function ApiKeysPage() {
  const keys = useList(['admin', 'api-keys'], (cursor, signal) =>
    kaikei.get('/api/admin/api-keys', { query: pageOf(cursor), signal }),
  );
  return <ListPage words={adminText.apiKeys} action={<NewApiKey />} list={keys} columns={columns()} />;
}

function columns(): readonly Column<ApiKey>[] {
  const words = adminText.apiKeys;
  return [
    {
      key: 'name',
      header: words.name,
      cell: ({ name, prefix }) => (
        <>
          {name}
          <span className="small soft block plain-weight">{prefix}…</span>
        </>
      ),
    },
    {
      key: 'scopes',
      header: words.scopes,
      cell: ({ scopes }) => scopes.map((scope) => words.scopeNames[scope]).join(adminText.lists.separator),
    },
    { key: 'made', header: words.made, cell: (row) => <When time={row.created_at} dayOnly /> },
    {
      key: 'used',
      header: words.lastUsed,
      cell: ({ last_used_at: time }) => (time === null ? words.neverUsed : <When time={time} />),
    },
    { key: 'state', header: words.state, cell: (row) => <KeyState apiKey={row} /> },
  ];
}

function KeyState({ apiKey: { id, name, revoked_at: revokedAt } }: { apiKey: ApiKey }) {
  const words = adminText.apiKeys;
  if (revokedAt !== null) return <Badge tone="quiet">{words.revokedOn(formatDate(revokedAt))}</Badge>;
  return (
    <ConfirmDialog
      look="danger"
      title={words.revokeQuestion(name)}
      yes={words.revokeYes}
      doing={words.revoking}
      no={words.keep}
      trigger={(open) => (
        <Button look="quiet" onPress={open} aria-label={words.revokeNamed(name)}>
          {words.revoke}
        </Button>
      )}
      onConfirm={async () => {
        await kaikei.delete('/api/admin/api-keys/{id}', { path: { id } });
        toast(words.revoked(name));
        await reloadAdmin();
      }}
    >
      <p className="soft">{words.revokeNote}</p>
    </ConfirmDialog>
  );
}
