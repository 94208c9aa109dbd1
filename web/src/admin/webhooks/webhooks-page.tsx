import type { WebhookEndpoint } from 'kaikei-sdk';
import { Link } from 'wouter';
import { kaikei } from '../../api/kaikei.js';
import { useList } from '../../hooks/use-list.js';
import { adminText } from '../../text/text.js';
import type { Column } from '../../ui/data-table.js';
import { ListPage } from '../shared/list-page.js';
import { pageOf } from '../shared/query.js';
import { When } from '../shared/when.js';
import { EndpointState } from './endpoint-state.js';
import { NewEndpoint } from './new-endpoint.js';

/** Services of the shop's own that receive events. */
export function WebhooksPage() {
  const endpoints = useList(['admin', 'webhooks'], (cursor, signal) =>
    kaikei.get('/api/admin/webhook-endpoints', { query: pageOf(cursor), signal }),
  );
  return (
    <ListPage words={adminText.webhooks} action={<NewEndpoint />} list={endpoints} columns={columns()} />
  );
}

function columns(): readonly Column<WebhookEndpoint>[] {
  const words = adminText.webhooks;
  return [
    {
      key: 'url',
      header: words.url,
      cell: ({ id, url, description }) => (
        <>
          <Link href={`/admin/webhooks/${id}`}>{url}</Link>
          {description && <span className="small soft block plain-weight">{description}</span>}
        </>
      ),
    },
    {
      key: 'types',
      header: words.receives,
      cell: ({ event_types: types }) => (
        <span className="nowrap">
          {types.includes('*') ? words.everything : words.typeCount(types.length)}
        </span>
      ),
    },
    { key: 'added', header: words.added, cell: (row) => <When time={row.created_at} dayOnly /> },
    { key: 'state', header: words.state, cell: (row) => <EndpointState endpoint={row} /> },
  ];
}
