import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import { readDeliverySettings } from './delivery-settings.js';

/** Queues an event for each endpoint that wants it, and answers how many those are (`pending_webhooks`). */
export function queueDeliveries(op: Operation, event: string, type: string): number {
  const endpoints = [...op.newestFirst('webhook_endpoints')].filter((endpoint) => wants(endpoint, type));
  if (endpoints.length === 0) return 0;
  const settings = readDeliverySettings(op);
  for (const endpoint of endpoints) {
    const lost = settings.lose > 0 && op.world.ids.chance() < settings.lose;
    for (let copy = 0; copy <= settings.duplicate; copy += 1) {
      const now = op.world.clock.nowMs();
      op.put('deliveries', {
        id: op.id('del'),
        event,
        endpoint: endpoint.id,
        type,
        state: lost ? 'lost' : 'due',
        at: settings.shuffle_ms > 0 ? now + Math.floor(op.world.ids.chance() * settings.shuffle_ms) : now,
        since: now,
        attempts: 0,
        last_status: null,
        last_error: null,
      });
    }
  }
  return endpoints.length;
}

function wants(endpoint: Stripe.WebhookEndpoint, type: string): boolean {
  if (endpoint.status !== 'enabled') return false;
  return endpoint.enabled_events.includes(type) || endpoint.enabled_events.includes('*');
}
