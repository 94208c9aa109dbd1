import type { SandboxEvent } from '../events/sandbox-event.js';
import type { CollectionName } from './collections.js';
import { eventJson, jsonOf } from './json-cache.js';
import type { Change, Store } from './store.js';

type Plain = Record<string, unknown>;

/**
 * Stands in an event for the object that the same line puts, with the fields that were other when the event happened:
 * most events repeat an object, and would be the bulk of the file.
 */
interface Reference {
  $put: [CollectionName, string];
  with?: Plain;
}

/**
 * A transaction as one line: a list of `["charges",{...}]` for a new object, `["charges","ch_1",{...}]` for the fields
 * that changed, `["agenda","task_1"]` for a deletion. Applying a line again changes nothing.
 */
export function changeLine(changes: Change[]): string {
  const put = new Map<string, Change>();
  const parts: string[] = [];
  for (const change of changes) {
    if (isNewEvent(change)) continue;
    if (change.object !== null && 'object' in change.object) put.set(change.id, change);
    parts.push(entry(change));
  }
  for (const change of changes) {
    if (!isNewEvent(change)) continue;
    const event = change.object as SandboxEvent;
    const reference = referenceTo(put.get((event.data.object as { id: string }).id), event.data.object);
    parts.push(`["events",${reference === null ? jsonOf(event) : eventJson(event, reference)}]`);
  }
  return `[${parts.join(',')}]\n`;
}

function referenceTo(change: Change | undefined, object: object): string | null {
  if (!change?.object) return null;
  const place = `{"$put":["${change.name}",${JSON.stringify(change.id)}]`;
  if (change.object === object) return `${place}}`;
  const differing = changedFields(change.object, object);
  return differing && `${place},"with":${JSON.stringify(differing)}}`;
}

/** Applies one line. Throws a SyntaxError if it is torn. */
export function applyLine(line: string, store: Store): void {
  const entries = JSON.parse(line) as [CollectionName, Plain | string, Plain?][];
  for (const [name, value, changed] of entries) {
    if (typeof value !== 'string') store.restore(name, name === 'events' ? resolved(value, store) : value);
    else if (changed === undefined) store.restore(name, value);
    else store.restore(name, { ...store.get(name, value), ...changed });
  }
}

function isNewEvent({ name, object, before }: Change): boolean {
  return name === 'events' && object !== null && before === undefined;
}

function entry({ name, id, object, before }: Change): string {
  if (object === null) return `["${name}",${JSON.stringify(id)}]`;
  const changed = before && changedFields(before, object);
  return changed
    ? `["${name}",${JSON.stringify(id)},${JSON.stringify(changed)}]`
    : `["${name}",${jsonOf(object)}]`;
}

/** The fields that differ; null if one was removed, which only the whole object can say. */
function changedFields(before: object, after: object): Plain | null {
  const old = fieldsOf(before);
  const now = fieldsOf(after);
  for (const key in old) if (!(key in now)) return null;
  const changed: Plain = { id: now.id };
  for (const key in now) if (now[key] !== old[key]) changed[key] = now[key];
  return changed;
}

/** An object's fields by name: the journal need not know what they mean. */
function fieldsOf(object: object): Plain {
  return object as Plain;
}

function resolved(event: Plain, store: Store): Plain {
  const data = event.data as { object: { id: string } | Reference };
  if (!('$put' in data.object)) return event;
  const { $put, with: differing } = data.object;
  const [name, id] = $put;
  const put = store.get(name, id);
  if (put === undefined)
    throw new Error(`${String(event.id)} refers to ${name} ${id}, which its line does not put`);
  return { ...event, data: { ...data, object: differing ? { ...put, ...differing } : put } };
}
