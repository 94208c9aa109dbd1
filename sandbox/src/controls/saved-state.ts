import type { CollectionName, Collections } from '../core/collections.js';
import type { World } from '../core/world.js';
import { ControlError } from './control-body.js';

/** A saved state may be as large as what the sandbox can hold in memory without trouble. */
export const STATE_LIMIT_BYTES = 512 * 1024 * 1024;

/** Everything, to be handed to `restoreState` later or elsewhere. */
export function savedState(world: World): object {
  const { store } = world;
  return Object.fromEntries(store.names().map((name) => [name, [...store.collection(name).oldestFirst()]]));
}

/** Replaces everything by what `savedState` gave, in one transaction. */
export function restoreState(world: World, state: unknown): void {
  if (typeof state !== 'object' || state === null || Array.isArray(state))
    throw new ControlError('The body must be what GET /_sandbox/state answered.');
  for (const [name, objects] of Object.entries(state))
    if (!/^[a-z_]+$/.test(name) || !Array.isArray(objects) || !objects.every(hasId))
      throw new ControlError(`${name.slice(0, 40)} must be a list of objects with an id.`);
  world.operate(null, (op) => {
    op.deleteEverything();
    for (const [name, objects] of Object.entries(
      state as Record<CollectionName, Collections[CollectionName][]>,
    ))
      for (const object of objects) op.put(name as CollectionName, object);
  });
  world.takeUp();
}

function hasId(object: unknown): boolean {
  return typeof object === 'object' && object !== null && typeof (object as { id?: unknown }).id === 'string';
}
