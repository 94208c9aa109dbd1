import { API_VERSION } from '../core/api-version.js';
import type { Operation } from '../core/operation.js';
import { readDeliverySettings } from '../deliveries/delivery-settings.js';
import { queueDeliveries } from '../deliveries/queue-deliveries.js';
import type { SandboxEvent } from './sandbox-event.js';

/** Writes an event, and a delivery of it for every endpoint that wants its type. */
export function recordEvent(
  op: Operation,
  type: string,
  object: object,
  previous: Record<string, unknown> | undefined,
  account: string | undefined,
): void {
  const data =
    previous && Object.keys(previous).length > 0 ? { object, previous_attributes: previous } : { object };
  record(op, type, data, account);
  const { twin } = readDeliverySettings(op);
  if (twin > 0 && op.world.ids.chance() < twin) record(op, type, data, account);
}

function record(op: Operation, type: string, data: SandboxEvent['data'], account: string | undefined): void {
  const id = op.id('evt');
  const event: SandboxEvent = {
    id,
    object: 'event',
    ...(account === undefined ? {} : { account }),
    api_version: API_VERSION,
    created: op.now,
    data,
    livemode: false,
    pending_webhooks: queueDeliveries(op, id, type),
    request: { id: op.origin?.requestId ?? null, idempotency_key: op.origin?.idempotencyKey ?? null },
    type,
  };
  op.put('events', event);
}
