import type { CollectionName, Collections } from './collections.js';
import { jsonOf } from './json-cache.js';
import type { Change, Store } from './store.js';

/** A transaction as one line: `[["charges",{...}],["agenda","task_1"]]`; an id instead of an object is a deletion. */
export function changeLine(changes: Change[]): string {
  const parts = changes.map(
    ({ name, id, object }) => `["${name}",${object ? jsonOf(object) : JSON.stringify(id)}]`,
  );
  return `[${parts.join(',')}]\n`;
}

/** Applies one line. Throws a SyntaxError if it is torn. */
export function applyLine(line: string, store: Store): void {
  const entries = JSON.parse(line) as Array<[CollectionName, Collections[CollectionName] | string]>;
  for (const [name, value] of entries) store.restore(name, value);
}
