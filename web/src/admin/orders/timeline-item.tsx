import type { OrderStatus, TimelineEntry } from 'kaikei-sdk';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { formatMoment, formatMoney } from '../../text/format.js';
import { adminText, text } from '../../text/text.js';

const BAD = new Set(['failed', 'rejected', 'dead', 'open']);
/** `open` is bad news of a finding or a review alone: a payment that is open can be paid. */
const OPEN_IS_BAD = new Set(['finding', 'review']);

export function TimelineItem({ entry }: { entry: TimelineEntry }) {
  const words = adminText.timeline;
  const detail = detailOf(entry);
  return (
    <li className={`timeline-entry timeline-${entry.kind}`}>
      <p className="timeline-title">
        <span className="timeline-kind">{words.kinds[entry.kind]}</span>
        {linked(entry, titleOf(entry))}
      </p>
      {entry.amount !== null && entry.currency !== null && (
        <p className="timeline-amount money">{formatMoney(entry.amount, entry.currency)}</p>
      )}
      <p className="timeline-more small soft">
        <time dateTime={entry.at}>{formatMoment(entry.at)}</time>
        {entry.status !== null && (
          <>
            {' · '}
            <span className={isBad(entry) ? 'timeline-bad' : undefined}>{stateOf(entry)}</span>
          </>
        )}
        {entry.actor && ` · ${words.by(entry.actor.email ?? entry.actor.id)}`}
        {entry.reference !== null && ` · ${referenceOf(entry, entry.reference)}`}
      </p>
      {detail && <p className="timeline-more small">{detail}</p>}
    </li>
  );
}

function linked({ kind, id }: TimelineEntry, title: string): ReactNode {
  if (kind === 'event') return <Link href={`/admin/events/${encodeURIComponent(id)}`}>{title}</Link>;
  if (kind === 'dispute') return <Link href={`/admin/disputes/${id}`}>{title}</Link>;
  return title;
}

function titleOf({ kind, title }: TimelineEntry): string {
  const words = adminText.timeline;
  switch (kind) {
    case 'status':
      return text.order.status[title as OrderStatus];
    case 'payment':
      return words.payment[title] ?? title;
    case 'capture':
      return words.capture;
    case 'refund':
      return words.refund[title] ?? title;
    case 'dispute':
      return words.dispute(adminText.disputes.reasons[title] ?? title);
    case 'review':
      return words.review(adminText.order.reviewReasons[title] ?? title);
    case 'fraud_warning':
      return words.fraudWarning(adminText.order.fraudTypes[title] ?? title);
    case 'finding':
      return adminText.findings.kinds[title] ?? title;
    case 'audit':
      return adminText.audit.actions[title] ?? title;
    case 'event':
    case 'mail':
    case 'message':
      return title;
  }
}

function stateOf({ kind, status }: TimelineEntry): string {
  if (status === null) return '';
  if (kind === 'dispute') return adminText.disputes.statuses[status] ?? status;
  return adminText.timeline.states[status] ?? status;
}

function isBad({ kind, status }: TimelineEntry): boolean {
  return status !== null && BAD.has(status) && (status !== 'open' || OPEN_IS_BAD.has(kind));
}

function referenceOf({ kind }: TimelineEntry, reference: string): string {
  return kind === 'mail' ? adminText.timeline.to(reference) : reference;
}

function detailOf({ kind, detail }: TimelineEntry): string | null {
  if (detail === null) return null;
  if (kind === 'status') return adminText.timeline.causes[detail] ?? text.order.cause(detail);
  const reasons: Record<string, string> = adminText.refund.reasons;
  return reasons[detail] ?? detail;
}
