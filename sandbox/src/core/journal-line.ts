import type { SandboxEvent } from '../events/sandbox-event.js';
import type { CollectionName, Collections } from './collections.js';
import { eventJson, jsonOf } from './json-cache.js';
import type { Change, Store } from './store.js';

type Plain = Record<string, unknown>;

/** Stands in an event for the object that the same line puts: most events repeat one, and they are the bulk of the file. */
interface Reference {
  $put: [CollectionName, string];
}

/**
 * A transaction as one line: a list of `["charges",{...}]` for a new object, `["charges","ch_1",{...}]` for the fields
 * that changed, `["agenda","task_1"]` for a deletion. Applying a line again changes nothing.
 */
export function changeLine(changes: Change[]): string {
  const places = new Map<object, string>();
  const parts: string[] = [];
  for (const change of changes) {
    if (isNewEvent(change)) continue;
    if (change.object !== null)
      places.set(change.object, `{"$put":["${change.name}",${JSON.stringify(change.id)}]}`);
    parts.push(entry(change));
  }
  for (const change of changes) {
    if (!isNewEvent(change)) continue;
    const event = change.object as SandboxEvent;
    const place = places.get(event.data.object);
    parts.push(`["events",${place === undefined ? jsonOf(event) : eventJson(event, place)}]`);
  }
  return `[${parts.join(',')}]\n`;
}

/** Applies one line. Throws a SyntaxError if it is torn. */
export function applyLine(line: string, store: Store): void {
  const entries = JSON.parse(line) as Array<[CollectionName, Plain | string, Plain?]>;
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
function changedFields(
  before: Collections[CollectionName],
  after: Collections[CollectionName],
): Plain | null {
  const [old, now] = [before as unknown as Plain, after as unknown as Plain];
  for (const key in old) if (!(key in now)) return null;
  const changed: Plain = { id: after.id };
  for (const key in now) if (now[key] !== old[key]) changed[key] = now[key];
  return changed;
}

function resolved(event: Plain, store: Store): Plain {
  const data = event['data'] as { object: { id: string } | Reference };
  if (!('$put' in data.object)) return event;
  const [name, id] = data.object.$put;
  const put = store.get(name, id);
  if (put === undefined)
    throw new Error(`${String(event['id'])} refers to ${name} ${id}, which its line does not put`);
  return { ...event, data: { ...data, object: put } };
}
