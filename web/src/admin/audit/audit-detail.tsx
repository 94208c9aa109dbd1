import type { AuditEntry } from 'kaikei-sdk';
import { Link } from 'wouter';
import { formatMoney } from '../../text/format.js';
import { adminText } from '../../text/text.js';
import { eventTypeName } from '../webhooks/event-type-name.js';

/** Where what a deed was about is shown, by the first part of its action. */
const PLACES: Readonly<Record<string, string>> = {
  order: '/admin/orders',
  product: '/admin/catalogue',
  dispute: '/admin/disputes',
  operator: '/admin/customers',
  password: '/admin/customers',
  email: '/admin/customers',
  event: '/admin/events',
  webhook_endpoint: '/admin/webhooks',
  webhook_delivery: '/admin/webhooks/deliveries',
};

/** What a deed says of itself that a person can read, an amount first, and what it was about. */
export function AuditDetail({ entry: { action, subject, detail } }: { entry: AuditEntry }) {
  const words = adminText.audit;
  const facts = Object.entries(words.details).flatMap(([name, label]) => {
    const value = detail[name];
    return value === undefined || value === null || value === ''
      ? []
      : [words.fact(label, shown(name, value))];
  });
  const [kind = ''] = action.split('.');
  const place = action.endsWith('.deleted') ? undefined : PLACES[kind];
  return (
    <>
      <Amount detail={detail} />
      <span className="small">{facts.join(adminText.lists.separator)}</span>
      <span className="small soft block">
        {place === undefined ? (
          subject
        ) : (
          <Link href={`${place}/${encodeURIComponent(subject)}`}>{subject}</Link>
        )}
      </span>
    </>
  );
}

function Amount({ detail: { amount, unitAmountMinor, currency } }: { detail: AuditEntry['detail'] }) {
  const minor = amount ?? unitAmountMinor;
  if (typeof minor !== 'number' || typeof currency !== 'string') return null;
  return <span className="money">{formatMoney(minor, currency)} </span>;
}

function shown(name: string, value: unknown): string {
  const { audit, apiKeys, refund } = adminText;
  const known: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    reason: refund.reasons,
    scopes: apiKeys.scopeNames,
    active: audit.yesNo,
    enabled: audit.yesNo,
  };
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values
    .map(String)
    .map((one) => (name === 'event_types' ? eventTypeName(one) : (known[name]?.[one] ?? one)))
    .join(adminText.lists.separator);
}
