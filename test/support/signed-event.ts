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

/** Delivers with a signature of now (docs.stripe.com/webhooks/signature), as Stripe does. */
export function deliver(apiUrl: string, secret: string, event: EventPayload): Promise<TimedAnswer> {
  const payload = JSON.stringify(event);
  const timestamp = Math.floor(Date.now() / 1_000);
  const signature = createHmac('sha256', secret).update(`${timestamp}.${payload}`).digest('hex');
  return send('POST', `${apiUrl}/webhooks/stripe`, payload, {
    'stripe-signature': `t=${timestamp},v1=${signature}`,
  });
}
