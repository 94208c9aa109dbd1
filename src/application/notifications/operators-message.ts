import type { WaitingEvent } from './ports/outbox-feed.js';
import { amountOf, textOf } from './event-facts.js';
import { formatAmount } from './texts/format-amount.js';

/** What operators want to know of at once, and the headline of each. */
const HEADLINES: Readonly<Record<string, string>> = {
  'dispute.opened': 'Dispute opened',
  'dispute.closed': 'Dispute closed',
  'fraud_warning.received': 'Early fraud warning',
  'review.opened': 'Payment held for review',
  'refund.failed': 'Refund failed',
  'finding.recorded': 'Needs a person',
};

/** Of the data, in this order, where it is there. */
const SHOWN: readonly (readonly [field: string, label: string])[] = [
  ['order_number', 'order'],
  ['kind', 'kind'],
  ['subject', 'about'],
  ['reason', 'reason'],
  ['fraud_type', 'type'],
  ['opened_reason', 'reason'],
  ['status', 'status'],
  ['due_by', 'evidence due by'],
  ['detail', 'detail'],
];

/** One message for the operators' channel; null for what they need not hear of. */
export function operatorsMessage({ type, subject, data }: WaitingEvent): string | null {
  const headline = HEADLINES[type];
  if (headline === undefined) return null;
  const amount = amountOf(data);
  const facts = SHOWN.map(([field, label]) => [label, textOf(data, field)] as const)
    .filter(([, value]) => value !== null)
    .map(([label, value]) => `${label}: ${value ?? ''}`);
  return [
    `${headline} (${subject})`,
    ...(amount === null ? [] : [`amount: ${formatAmount(amount, 'en')}`]),
    ...facts,
  ].join('\n');
}
