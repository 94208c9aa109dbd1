import type { SandboxEvent } from '../events/sandbox-event.js';
import type { StoredAnswer } from '../http/idempotency.js';
import type { CollectionName } from './collections.js';
import type { Change, Store } from './store.js';

type Plain = Record<string, unknown>;

/**
 * Stands in an event, or in a stored answer, for the object that the same line puts, with the fields that were other
 * at that moment: most of them repeat an object, and would be the bulk of the file.
 */
interface Reference {
  $put: [CollectionName, string];
  with?: Plain;
}

/** Whether this is new, and of the kinds that repeat other objects. */
export function mayRefer({ name, object, before }: Change): boolean {
  return object !== null && before === undefined && (name === 'events' || name === 'idempotency');
}

/** Stripe's objects among the changes, by id. Others, such as an intent's state, share the id of the one they are about. */
export function putObjects(changes: Change[]): Map<string, Change> {
  const put = new Map<string, Change>();
  for (const change of changes)
    if (change.object !== null && 'object' in change.object && change.name !== 'events')
      put.set(change.id, change);
  return put;
}

/** The event or stored answer, with a reference where it repeats an object of its line. */
export function withReference({ name, object }: Change, put: Map<string, Change>): object | null {
  if (name === 'events') {
    const event = object as SandboxEvent;
    const reference = referenceTo(event.data.object, put);
    return reference ? { ...event, data: { ...event.data, object: reference } } : event;
  }
  const answer = object as StoredAnswer;
  const reference = referenceTo(answer.body, put);
  return reference ? { ...answer, body: reference } : answer;
}

/** What `withReference` was given, from what it answered. */
export function resolve(name: CollectionName, object: Plain, store: Store): Plain {
  if (name === 'idempotency') {
    const body = object.body as object;
    return isReference(body) ? { ...object, body: referred(body, store) } : object;
  }
  if (name !== 'events') return object;
  const data = object.data as { object: object };
  return isReference(data.object)
    ? { ...object, data: { ...data, object: referred(data.object, store) } }
    : object;
}

/** The fields that differ; null if one was removed, which only the whole object can say. */
export function changedFields(before: object, after: object): Plain | null {
  const old = before as Plain;
  const now = after as Plain;
  for (const key in old) if (!(key in now)) return null;
  const changed: Plain = {};
  for (const key in now) if (now[key] !== old[key]) changed[key] = now[key];
  return changed;
}

function referenceTo(object: object, put: Map<string, Change>): Reference | null {
  const change = 'id' in object ? put.get(object.id as string) : undefined;
  if (!change?.object) return null;
  const $put: Reference['$put'] = [change.name, change.id];
  if (change.object === object) return { $put };
  const differing = changedFields(change.object, object);
  return differing && { $put, with: differing };
}

function isReference(object: object): object is Reference {
  return '$put' in object;
}

function referred({ $put: [name, id], with: differing }: Reference, store: Store): object {
  const put = store.get(name, id);
  if (put === undefined) throw new Error(`this line refers to ${name} ${id}, which it does not put`);
  return differing ? { ...put, ...differing } : put;
}
