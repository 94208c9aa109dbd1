import { useQuery } from '@tanstack/react-query';
import type { WebhookEndpoint } from 'kaikei-sdk';
import { kaikei } from '../../api/kaikei.js';
import { formatDate, formatTime } from '../../text/format.js';
import { adminText } from '../../text/text.js';
import { Facts } from '../../ui/facts.js';
import { Notice } from '../../ui/notice.js';
import { DetailPage } from '../shared/detail-page.js';
import { Deliveries } from './deliveries.js';
import { EndpointActions } from './endpoint-actions.js';
import { EndpointState } from './endpoint-state.js';
import { hostOf } from './host-of.js';

export function EndpointPage({ id }: { id: string }) {
  const query = useQuery({
    queryKey: ['admin', 'webhooks', id],
    queryFn: ({ signal }) => kaikei.get('/api/admin/webhook-endpoints/{id}', { path: { id }, signal }),
  });
  return (
    <DetailPage
      query={query}
      list={{ href: '/admin/webhooks', label: adminText.webhooks.title }}
      title={(endpoint) => (endpoint ? hostOf(endpoint) : adminText.endpoint.one)}
      mark={(endpoint) => <EndpointState endpoint={endpoint} />}
    >
      {(endpoint) => (
        <>
          <Trouble endpoint={endpoint} />
          <div className="columns">
            <EndpointDetails endpoint={endpoint} />
            <div className="aside">
              <EndpointActions endpoint={endpoint} />
            </div>
          </div>
          <Deliveries endpointId={id} />
        </>
      )}
    </DetailPage>
  );
}

/** Why nothing arrives. */
function Trouble({ endpoint }: { endpoint: WebhookEndpoint }) {
  const words = adminText.endpoint;
  if (endpoint.disabled_reason === 'gone')
    return (
      <Notice tone="bad" title={words.goneTitle}>
        {words.gone}
      </Notice>
    );
  if (endpoint.disabled_reason === 'failing')
    return (
      <Notice tone="bad" title={words.failedTitle}>
        {words.failed}
      </Notice>
    );
  if (!endpoint.enabled || endpoint.failing_since === null) return null;
  return (
    <Notice tone="wait" still title={words.failingTitle(formatTime(endpoint.failing_since))}>
      {words.failing}
    </Notice>
  );
}

function EndpointDetails({ endpoint }: { endpoint: WebhookEndpoint }) {
  const words = adminText.endpoint;
  const oldSecret = endpoint.previous_secret_valid_until;
  return (
    <section className="panel stack" aria-labelledby="facts">
      <h2 id="facts">{words.facts}</h2>
      <Facts
        facts={{
          [words.url]: endpoint.url,
          [words.description]: endpoint.description === '' ? null : endpoint.description,
          [words.receives]: <EventTypes endpoint={endpoint} />,
          [words.oldSecret]: oldSecret && formatTime(oldSecret),
          [words.added]: formatDate(endpoint.created_at),
        }}
      />
    </section>
  );
}

function EventTypes({ endpoint: { event_types: types } }: { endpoint: WebhookEndpoint }) {
  return (
    <ul>
      {types.map((type) => (
        <li key={type}>{type === '*' ? adminText.endpoint.all : adminText.endpoint.types[type]}</li>
      ))}
    </ul>
  );
}
