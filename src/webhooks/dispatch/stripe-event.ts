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

/** Without its other half: a pair counts as one character here. */
const UNSTORABLE = /[\0\p{Surrogate}]/gu;
/** Whether JSON text may hold what `storable` replaces: there it is always escaped. */
const MAY_BE_UNSTORABLE = /\\u(?:0000|d[89a-f])/i;

export function toStripeEvent(event: ClaimedEvent): StripeEvent {
  const { organizationId, id, type, account, livemode, createdAt } = event;
  const reviver = MAY_BE_UNSTORABLE.test(event.payload) ? storable : undefined;
  const payload: unknown = JSON.parse(event.payload, reviver);
  const object = property(property(payload, 'data'), 'object');
  return { organizationId, id, type, account, livemode, createdAt, object: isObject(object) ? object : {} };
}

/** PostgreSQL takes no null character and no half of a surrogate pair, and whoever pays may have typed either. */
function storable(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replace(UNSTORABLE, '\u{FFFD}') : value;
}
