import { useQuery } from '@tanstack/react-query';
import type { WebhookAttempt, WebhookDeliveryDetail } from 'kaikei-sdk';
import { kaikei } from '../../api/kaikei.js';
import { useAction } from '../../hooks/use-action.js';
import { useDeedKey } from '../../hooks/use-deed-key.js';
import { formatTime } from '../../text/format.js';
import { adminText } from '../../text/text.js';
import { toast } from '../../ui/announcer.js';
import { Button } from '../../ui/button.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { Facts } from '../../ui/facts.js';
import { Failure } from '../../ui/failure.js';
import { DetailPage } from '../shared/detail-page.js';
import { formatDuration } from '../shared/format-duration.js';
import { Payload } from '../shared/payload.js';
import { reloadAdmin } from '../shared/query.js';
import { When } from '../shared/when.js';
import { DeliveryStatusBadge } from './delivery-status.js';
import { eventTypeName } from './event-type-name.js';

/** While it is being sent; a retry may be hours away. */
const LOOK_AGAIN_MS = 2_000;

export function DeliveryPage({ id }: { id: string }) {
  const query = useQuery({
    queryKey: ['admin', 'delivery', id],
    queryFn: ({ signal }) => kaikei.get('/api/admin/webhook-deliveries/{id}', { path: { id }, signal }),
    refetchInterval: ({ state }) =>
      state.data?.status === 'pending' || state.data?.status === 'sending' ? LOOK_AGAIN_MS : false,
  });
  const words = adminText.delivery;
  const endpointId = query.data?.endpoint_id;
  return (
    <DetailPage
      query={query}
      list={
        endpointId === undefined
          ? { href: '/admin/webhooks', label: adminText.webhooks.title }
          : { href: `/admin/webhooks/${endpointId}`, label: words.endpoint }
      }
      title={(delivery) => (delivery ? eventTypeName(delivery.event_type) : words.one)}
      mark={({ status }) => <DeliveryStatusBadge status={status} />}
    >
      {(delivery) => (
        <>
          <DeliveryFacts delivery={delivery} />
          <Tries log={delivery.log} />
          <Payload title={words.data} value={delivery.data} />
        </>
      )}
    </DetailPage>
  );
}

function DeliveryFacts({ delivery }: { delivery: WebhookDeliveryDetail }) {
  const words = adminText.delivery;
  const { deliveries } = adminText;
  const { id, next_attempt_at: nextTry, delivered_at: deliveredAt } = delivery;
  const key = useDeedKey();
  const resend = useAction(async () => {
    await key.send((idempotencyKey) =>
      kaikei.post('/api/admin/webhook-deliveries/{id}/resend', { path: { id }, idempotencyKey }),
    );
    toast(words.resent);
    await reloadAdmin();
  });
  return (
    <section className="panel stack" aria-labelledby="facts">
      <h2 id="facts">{words.facts}</h2>
      <Facts
        facts={{
          [words.type]: delivery.event_type,
          [words.event]: delivery.event_id,
          [deliveries.created]: formatTime(delivery.created_at),
          [deliveries.delivered]: deliveredAt && formatTime(deliveredAt),
          [deliveries.status]: nextTry && deliveries.nextTry(formatTime(nextTry)),
        }}
      />
      {resend.error && <Failure error={resend.error} />}
      <div className="row">
        <Button look="quiet" busy={resend.busy} onPress={resend.start}>
          {words.resend}
        </Button>
      </div>
    </section>
  );
}

function Tries({ log }: { log: readonly WebhookAttempt[] }) {
  const words = adminText.delivery;
  return (
    <section className="stack" aria-labelledby="tries">
      <h2 id="tries">{words.log}</h2>
      {log.length === 0 ? (
        <p className="soft">{words.noTries}</p>
      ) : (
        <DataTable caption={words.log} columns={columns()} rows={log} rowKey={(one) => one.started_at} />
      )}
    </section>
  );
}

function columns(): readonly Column<WebhookAttempt>[] {
  const words = adminText.delivery;
  return [
    { key: 'at', header: words.at, cell: ({ started_at: time }) => <When time={time} /> },
    { key: 'outcome', header: words.outcome, cell: (attempt) => <Outcome attempt={attempt} /> },
    {
      key: 'took',
      header: words.took,
      align: 'end',
      cell: ({ duration_ms: ms }) => <span className="nowrap">{formatDuration(ms)}</span>,
    },
  ];
}

function Outcome({ attempt }: { attempt: WebhookAttempt }) {
  const words = adminText.delivery;
  const { response_status: status, response_excerpt: excerpt, error } = attempt;
  return (
    <div>
      {status === null ? words.noAnswer : words.answered(status)}
      {error !== null && <span className="small bad block">{error}</span>}
      {excerpt && <span className="code soft block">{excerpt}</span>}
    </div>
  );
}
