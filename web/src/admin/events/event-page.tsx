import { useQuery } from '@tanstack/react-query';
import type { EventDetail } from 'kaikei-sdk';
import { Link } from 'wouter';
import { kaikei } from '../../api/kaikei.js';
import { formatDate, formatTime } from '../../text/format.js';
import { adminText } from '../../text/text.js';
import { Facts } from '../../ui/facts.js';
import { Notice } from '../../ui/notice.js';
import { DetailPage } from '../shared/detail-page.js';
import { Payload } from '../shared/payload.js';
import { EventStatusBadge } from './event-status.js';
import { ReplayEvent } from './replay.js';

/** While it waits or is at work, which takes less than a second as a rule. */
const LOOK_AGAIN_MS = 1_000;

export function EventPage({ id }: { id: string }) {
  const query = useQuery({
    queryKey: ['admin', 'event', id],
    queryFn: ({ signal }) => kaikei.get('/api/admin/events/{id}', { path: { id }, signal }),
    refetchInterval: ({ state }) =>
      state.data?.status === 'pending' || state.data?.status === 'processing' ? LOOK_AGAIN_MS : false,
  });
  return (
    <DetailPage
      query={query}
      list={{ href: '/admin/events', label: adminText.events.title }}
      title={(event) => event?.type ?? adminText.events.title}
      mark={({ status }) => <EventStatusBadge status={status} />}
    >
      {(event) => <Details event={event} />}
    </DetailPage>
  );
}

function Details({ event }: { event: EventDetail }) {
  const words = adminText.event;
  return (
    <>
      {event.last_error !== null && event.status !== 'processed' && (
        <Notice tone={event.status === 'dead' ? 'bad' : 'wait'} still title={words.lastError}>
          <p className="code">{event.last_error}</p>
        </Notice>
      )}
      <section className="panel stack" aria-labelledby="facts">
        <h2 id="facts">{words.facts}</h2>
        <Facts
          facts={{
            [words.id]: event.id,
            [adminText.events.object]: event.object_id && (
              <Link href={`/admin/events?object=${encodeURIComponent(event.object_id)}`}>
                {event.object_id}
              </Link>
            ),
            [words.account]: event.account,
            [adminText.events.received]: formatTime(event.received_at),
            [words.processed]: event.processed_at && formatTime(event.processed_at),
            [adminText.events.tries]: event.attempts,
          }}
        />
        {event.payload !== null && <ReplayEvent id={event.id} />}
      </section>
      <Payload
        title={words.payload}
        value={event.payload}
        gone={event.payload_thinned_at && words.thinned(formatDate(event.payload_thinned_at))}
      />
    </>
  );
}
