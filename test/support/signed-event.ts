import { createHmac, randomUUID } from 'node:crypto';
import type Stripe from 'stripe';
import { send, type TimedAnswer } from './shopper.js';

/** An event as loosely as a forger or a newer Stripe may send it. */
export type EventPayload = Readonly<Record<string, unknown>> & { readonly id: string };

/** A copy under another id, with some fields of the event and of its object changed. */
export function variantOf(
  event: Stripe.Event,
  changes: Readonly<Record<string, unknown>> = {},
  objectChanges: Readonly<Record<string, unknown>> = {},
): EventPayload {
  const object = { ...event.data.object, ...objectChanges };
  return { ...event, id: newEventId(), data: { object }, ...changes };
}

export const newEventId = (): string => `evt_${randomUUID().replaceAll('-', '')}`;

/** A `Stripe-Signature` header of now (docs.stripe.com/webhooks/signature). */
function signatureOf(payload: string, secret: string): string {
  const timestamp = Math.floor(Date.now() / 1_000);
  const signature = createHmac('sha256', secret).update(`${timestamp}.${payload}`).digest('hex');
  return `t=${timestamp},v1=${signature}`;
}

/** Delivers as Stripe does. @param path of the endpoint */
export function deliver(
  apiUrl: string,
  secret: string,
  event: EventPayload,
  path = '/webhooks/stripe',
): Promise<TimedAnswer> {
  const payload = JSON.stringify(event);
  return send('POST', apiUrl + path, payload, { 'stripe-signature': signatureOf(payload, secret) });
}
