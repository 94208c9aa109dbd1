import './overview.css';
import { useQuery } from '@tanstack/react-query';
import type { InternalHealth } from 'kaikei-sdk';
import type { ReactNode } from 'react';
import { kaikei } from '../../api/kaikei.js';
import { adminText } from '../../text/text.js';
import { Badge } from '../../ui/badge.js';
import { Loaded } from '../../ui/loaded.js';
import { formatAgo, formatDuration } from '../shared/format-duration.js';

const LOOK_AGAIN_MS = 10_000;
/** As `/health` has it: a worker that is alive beats every two seconds, and no event waits for long. */
const WORKER_SILENT_MS = 8_000;
const LATE_MS = 60_000;
const MEGABYTE = 1_048_576;

/** Whether the processes are well, looked at again and again. */
export function HealthPanel() {
  const query = useQuery({
    queryKey: ['admin', 'health'],
    queryFn: ({ signal }) => kaikei.get('/health/internal', { signal }),
    refetchInterval: LOOK_AGAIN_MS,
  });
  return (
    <section className="panel stack" aria-labelledby="health">
      <h2 id="health">{adminText.health.title}</h2>
      <Loaded query={query} loading={<div className="health-place" />}>
        {(health) => <Facts health={health} />}
      </Loaded>
    </section>
  );
}

function Facts({ health }: { health: InternalHealth }) {
  const words = adminText.health;
  const { events, memory, worker_beat_at: beat } = health;
  // By the server's clock: the reader's may be wrong.
  const now = new Date(health.at).getTime();
  const isAlive = beat !== null && now - new Date(beat).getTime() < WORKER_SILENT_MS;
  const isLate = events.oldest_due_ms >= LATE_MS;
  return (
    <dl className="health">
      <Fact name={words.worker} isFine={isAlive}>
        {beat === null ? words.workerNever : words.workerBeat(formatAgo(beat, now))}
      </Fact>
      <Fact name={`${words.backlog}: ${events.pending}`} isFine={!isLate}>
        {isLate ? words.backlogOldest(formatDuration(events.oldest_due_ms)) : words.backlogNone}
      </Fact>
      <Fact name={words.stripe} isFine={health.stripe_reachable}>
        {health.stripe_reachable ? words.reachable : words.unreachable}
      </Fact>
      <Fact name={words.api} isFine>
        {words.uptime(formatDuration(health.uptime_s * 1_000))}
        <span className="block">{words.memory(String(Math.round(memory.rss_bytes / MEGABYTE)))}</span>
      </Fact>
    </dl>
  );
}

interface FactProps {
  name: string;
  isFine: boolean;
  children: ReactNode;
}

function Fact({ name, isFine, children }: FactProps) {
  const words = adminText.health;
  return (
    <div>
      <dt className="small">{name}</dt>
      <dd>
        <Badge tone={isFine ? 'good' : 'bad'}>{isFine ? words.fine : words.trouble}</Badge>
      </dd>
      <dd className="small soft">{children}</dd>
    </div>
  );
}
