import './overview.css';
import type { Attention } from 'kaikei-sdk';
import { Link } from 'wouter';
import { formatDate } from '../../text/format.js';
import { adminText } from '../../text/text.js';
import { Loaded } from '../../ui/loaded.js';
import { Skeleton } from '../../ui/skeleton.js';
import { useAttention } from '../shared/use-attention.js';

/** What waits for an operator, each with the way to where it is seen to. */
export function AttentionCards() {
  const query = useAttention();
  return (
    <section className="stack" aria-labelledby="attention">
      <h2 id="attention">{adminText.overview.attention}</h2>
      <Loaded query={query} loading={<Cards attention={null} />}>
        {(attention) => <Cards attention={attention} />}
      </Loaded>
    </section>
  );
}

/** @param attention null while it is on its way: the cards stand already where they will */
function Cards({ attention }: { attention: Attention | null }) {
  const words = adminText.overview;
  const due = attention?.next_dispute_due_by ?? null;
  return (
    <ul className="attention-cards">
      <Card
        href="/admin/events?status=dead"
        title={words.deadEvents}
        hint={words.deadEventsHint}
        count={attention?.dead_events}
        isUrgent
      />
      <Card
        href="/admin/findings"
        title={words.openFindings}
        hint={words.openFindingsHint}
        count={attention?.open_findings}
        isUrgent
      />
      <Card
        href="/admin/disputes"
        title={words.disputes}
        hint={due === null ? words.disputesNone : words.disputesHint(formatDate(due))}
        count={attention?.disputes_to_answer}
        isUrgent
      />
      <Card
        href="/admin/orders?status=authorized"
        title={words.held}
        hint={words.heldHint}
        count={attention?.held_orders}
      />
      <Card
        href="/admin/orders?refund=unanswered"
        title={words.refunds}
        hint={words.refundsHint}
        count={attention?.unanswered_refunds}
      />
    </ul>
  );
}

interface CardProps {
  href: string;
  title: string;
  hint: string;
  /** Undefined while nobody knows. */
  count: number | undefined;
  /** Bad news where there are any. */
  isUrgent?: boolean;
}

function Card({ href, title, hint, count, isUrgent = false }: CardProps) {
  const tone = !count ? 'none' : isUrgent ? 'urgent' : 'some';
  return (
    <li>
      <Link className={`attention-card attention-${tone}`} href={href}>
        <span className="attention-count">{count ?? <Skeleton width="1ch" />}</span>
        <span className="attention-title">{title}</span>
        <span className="small soft">{hint}</span>
      </Link>
    </li>
  );
}
