import { DomainError } from '../../domain/shared/domain-error.js';
import { isObject, type JsonObject, property, stringOrNull } from '../json.js';
import type { ReceivedEvent } from '../ports/event-inbox.js';

/** Stripe's ids have at most 255 characters. */
const MAX_NAME_LENGTH = 255;
/** Stripe's own objects go a dozen levels deep. Many thousands are what PostgreSQL, and our own answers, cannot follow. */
const MAX_DEPTH = 1_000;
/** What our columns and answers can say of a time; Stripe's clock began in between. */
const EARLIEST_MS = 0;
const LATEST_MS = Date.UTC(9999, 11, 31);
/** What Stripe calls a thin event: it names its object and does not hold it (docs.stripe.com/event-destinations). */
const THIN_EVENT = 'v2.core.event';
/** The account at the end of a context, which may name whom it belongs to first: `org_1/acct_2`. */
const ACCOUNT_OF_CONTEXT = /(?:^|\/)(acct_\w+)$/;
/**
 * What lets whoever has it confirm a payment: intents and sessions carry one, at any depth. We have no use for it, and
 * it must not lie in a table. In JSON a quote inside a string is escaped, so this hits properties only.
 */
const CLIENT_SECRET = /("client_secret"\s*:\s*)"[^"\\]*"/g;

/**
 * What the inbox needs of an event, delivered or listed: a snapshot event of any API version, or a thin one, whose
 * object is `related_object`, whose account stands in `context` and whose time is text.
 *
 * @param payload JSON text
 * @throws DomainError `invalid_payload`
 */
export function readEvent(organizationId: string, payload: string): ReceivedEvent {
  const event = parseJson(payload);
  const id = nameOrNull(event.id);
  const type = nameOrNull(event.type);
  if (id === null) throw invalid('it has no `id`');
  if (type === null) throw invalid('it has no `type`');
  const isThin = event.object === THIN_EVENT;
  const object = isThin ? event.related_object : property(event.data, 'object');
  if (!isThin && !isObject(object)) throw invalid('it has no `data.object`');
  if (isDeeperThan(MAX_DEPTH, event)) throw invalid(`it is nested more than ${MAX_DEPTH} levels deep`);
  return {
    organizationId,
    id,
    type,
    account: isThin ? accountOfContext(event.context) : accountOf(event.account),
    objectId: nameOrNull(property(object, 'id')),
    livemode: event.livemode === true,
    apiVersion: nameOrNull(event.api_version),
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

/** An id, a type or a version. What PostgreSQL's text cannot hold, or an index not carry, is none. */
function nameOrNull(value: unknown): string | null {
  const isName = typeof value === 'string' && value !== '' && value.length <= MAX_NAME_LENGTH;
  return isName && !value.includes('\0') ? value : null;
}

/** One that cannot be read must not pass for our own account, which is none. */
function accountOf(account: unknown): string | null {
  if (account === undefined || account === null || account === '') return null;
  const name = nameOrNull(account);
  if (name === null) throw invalid('its `account` is no id');
  return name;
}

function accountOfContext(context: unknown): string | null {
  return nameOrNull(ACCOUNT_OF_CONTEXT.exec(stringOrNull(context) ?? '')?.[1]);
}

function createdAt(created: unknown): Date {
  const at =
    typeof created === 'number' ? new Date(created * 1_000) : new Date(stringOrNull(created) ?? Number.NaN);
  if (!(at.getTime() >= EARLIEST_MS && at.getTime() <= LATEST_MS)) throw invalid('it has no `created` time');
  return at;
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const key in value) if (isDeeperThan(levels - 1, value[key as keyof typeof value])) return true;
  return false;
}

function invalid(why: string): DomainError {
  return new DomainError('invalid_payload', 'invalid', `The body is no event of Stripe's: ${why}.`);
}
