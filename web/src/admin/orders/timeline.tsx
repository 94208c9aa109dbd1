import './timeline.css';
import type { TimelineEntry, TimelineKind } from 'kaikei-sdk';
import { useState } from 'react';
import { kaikei } from '../../api/kaikei.js';
import { useList } from '../../hooks/use-list.js';
import { adminText } from '../../text/text.js';
import { Loaded } from '../../ui/loaded.js';
import { MoreButton } from '../../ui/more-button.js';
import { Select } from '../../ui/select.js';
import { SkeletonLines } from '../../ui/skeleton.js';
import { pageOf } from '../shared/query.js';
import { TimelineItem } from './timeline-item.js';

/** As many as the API gives at once: most stories are told whole. */
const ENTRIES = 100;

const KINDS: Record<keyof typeof adminText.timeline.filters, readonly TimelineKind[] | null> = {
  all: null,
  money: ['status', 'payment', 'capture', 'refund', 'dispute', 'review', 'fraud_warning', 'finding'],
  events: ['event'],
  people: ['audit', 'mail', 'message'],
};

interface TimelineProps {
  orderId: string;
  /** Another one as soon as something about the order has changed: then its story goes on. */
  version: string;
}

/** All that happened to an order and because of it, oldest first. */
export function Timeline({ orderId, version }: TimelineProps) {
  const [filter, setFilter] = useState<keyof typeof KINDS>('all');
  const entries = useList(['admin', 'timeline', orderId, version], (cursor, signal) =>
    kaikei.get('/api/admin/orders/{id}/timeline', {
      path: { id: orderId },
      query: pageOf(cursor, {}, ENTRIES),
      signal,
    }),
  );
  const kinds = KINDS[filter];
  const shown = entries.rows.filter(({ kind }) => kinds === null || kinds.includes(kind));
  const words = adminText.timeline;
  return (
    <section className="panel stack" aria-labelledby="timeline">
      <div className="timeline-head">
        <h2 id="timeline">{words.title}</h2>
        <Select label={words.filter} options={words.filters} value={filter} onChange={setFilter} />
      </div>
      <Loaded query={entries} loading={<SkeletonLines count={18} />}>
        {() => <Entries entries={shown} />}
      </Loaded>
      <MoreButton list={entries} />
    </section>
  );
}

function Entries({ entries }: { entries: readonly TimelineEntry[] }) {
  if (entries.length === 0) return <p className="soft">{adminText.timeline.nothing}</p>;
  return (
    <ol className="timeline">
      {entries.map((entry) => (
        <TimelineItem key={`${entry.kind} ${entry.id}`} entry={entry} />
      ))}
    </ol>
  );
}
