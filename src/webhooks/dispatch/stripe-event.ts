import type { ClaimedEvent } from '../../application/ports/event-inbox.js';
import { isObject, type JsonObject, property } from '../../application/json.js';

/** An event of the inbox with its payload read. */
export interface StripeEvent {
  readonly organizationId: string;
  readonly id: string;
  readonly type: string;
  readonly account: string | null;
  readonly livemode: boolean;
  readonly createdAt: Date;
  /** `data.object` as of the event. */
  readonly object: JsonObject;
}

export function toStripeEvent(event: ClaimedEvent): StripeEvent {
  const { organizationId, id, type, account, livemode, createdAt } = event;
  const payload: unknown = JSON.parse(event.payload);
  const object = property(property(payload, 'data'), 'object');
  return { organizationId, id, type, account, livemode, createdAt, object: isObject(object) ? object : {} };
}
