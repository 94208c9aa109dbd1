import { hash } from 'node:crypto';
import type { Operation } from '../core/operation.js';
import { StripeError, invalidRequest } from '../core/stripe-error.js';

/** The first answer to a keyed request, kept for a day. The id is the key. */
export interface StoredAnswer {
  id: string;
  path: string;
  fingerprint: string;
  status: number;
  body: object;
  request_id: string;
  /** Sandbox seconds. */
  created: number;
}

/** docs.stripe.com/api/idempotent_requests */
const MAX_KEY_LENGTH = 255;
const KEPT_SECONDS = 24 * 3600;

/** Old answers are dropped a few at a time, whenever one is added: the backlog can only shrink. */
const DROPPED_AT_ONCE = 4;

export interface KeyedRequest {
  key: string;
  path: string;
  fingerprint: string;
}

/** Reads the header of a POST. The order of parameters does not matter to Stripe, so it does not matter here. */
export function keyedRequest(
  header: string | string[] | undefined,
  path: string,
  body: string,
): KeyedRequest | null {
  if (typeof header !== 'string' || header === '') return null;
  if (header.length > MAX_KEY_LENGTH)
    throw invalidRequest(`Idempotency keys can be at most ${MAX_KEY_LENGTH} characters long.`);
  const sorted = body.includes('&') ? body.split('&').sort().join('&') : body;
  return { key: header, path, fingerprint: hash('sha1', sorted) };
}

/** The stored answer for the same request; an error if the key was used for another one; null if it is new. */
export function storedAnswer(op: Pick<Operation, 'get' | 'now'>, request: KeyedRequest): StoredAnswer | null {
  const stored = op.get('idempotency', request.key);
  if (stored === undefined || stored.created < op.now - KEPT_SECONDS) return null;
  if (stored.path !== request.path)
    throw mismatch(`for the same endpoint they were first used for ('${stored.path}')`, request.key);
  if (stored.fingerprint !== request.fingerprint)
    throw mismatch('with the same parameters they were first used with', request.key);
  return stored;
}

export function storeAnswer(op: Operation, request: KeyedRequest, status: number, body: object): void {
  op.delete('idempotency', request.key); // an expired answer under the same key: the new one goes to the end
  op.put('idempotency', {
    id: request.key,
    path: request.path,
    fingerprint: request.fingerprint,
    status,
    body,
    request_id: op.origin?.requestId ?? '',
    created: op.now,
  });
  const expired: string[] = [];
  for (const answer of op.world.store.collection('idempotency').oldestFirst()) {
    if (answer.created >= op.now - KEPT_SECONDS || expired.length === DROPPED_AT_ONCE) break;
    expired.push(answer.id);
  }
  for (const key of expired) op.delete('idempotency', key);
}

export function keyInUse(key: string): StripeError {
  return new StripeError(409, {
    type: 'idempotency_error',
    code: 'idempotency_key_in_use',
    message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
  });
}

function mismatch(how: string, key: string): StripeError {
  return new StripeError(400, {
    type: 'idempotency_error',
    message: `Keys for idempotent requests can only be used ${how}. Try using a key other than '${key}' if you meant to execute a different request.`,
  });
}
