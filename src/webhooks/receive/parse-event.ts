import type { ReceivedEvent } from '../../application/ports/event-inbox.js';
import { DomainError } from '../../domain/shared/domain-error.js';
import { isObject, type JsonObject, property, stringOrNull } from '../payload/json.js';

/** Stripe's ids have at most 255 characters. */
const MAX_ID_LENGTH = 255;
/**
 * What lets whoever has it confirm a payment: intents and sessions carry one, at any depth. We have no use for it, and
 * it must not lie in a table. In JSON a quote inside a string is escaped, so this hits properties only.
 */
const CLIENT_SECRET = /("client_secret"\s*:\s*)"[^"\\]*"/g;

/**
 * What the inbox needs of a delivery: a snapshot event, or a thin one (`v2.core.event`), whose object is
 * `related_object` and whose time is text.
 *
 * @throws DomainError `invalid_payload`
 */
export function parseEvent(organizationId: string, rawBody: Buffer): ReceivedEvent {
  const payload = rawBody.toString('utf8');
  const event = parseJson(payload);
  const { id, type } = event;
  if (typeof id !== 'string' || id === '' || id.length > MAX_ID_LENGTH) throw invalid('it has no `id`');
  if (typeof type !== 'string' || type === '' || type.length > MAX_ID_LENGTH)
    throw invalid('it has no `type`');
  const object = event.object === 'v2.core.event' ? event.related_object : property(event.data, 'object');
  if (event.object !== 'v2.core.event' && !isObject(object)) throw invalid('it has no `data.object`');
  return {
    organizationId,
    id,
    type,
    account: stringOrNull(event.account),
    objectId: stringOrNull(property(object, 'id')),
    livemode: event.livemode === true,
    apiVersion: stringOrNull(event.api_version),
    createdAt: createdAt(event.created),
    payload: payload.replace(CLIENT_SECRET, '$1null'),
  };
}

function parseJson(payload: string): JsonObject {
  let parsed: unknown;
  try {
    parsed = JSON.parse(payload);
  } catch {
    throw invalid('it is not JSON');
  }
  if (!isObject(parsed)) throw invalid('it is not an object');
  return parsed;
}

function createdAt(created: unknown): Date {
  const at =
    typeof created === 'number' ? new Date(created * 1_000) : new Date(stringOrNull(created) ?? Number.NaN);
  if (Number.isNaN(at.getTime())) throw invalid('it has no `created` time');
  return at;
}

function invalid(why: string): DomainError {
  return new DomainError('invalid_payload', 'invalid', `The body is no event of Stripe's: ${why}.`);
}
