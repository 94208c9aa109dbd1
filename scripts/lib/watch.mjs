import { existsSync, watch } from 'node:fs';
import { PARTS, buildStale } from './build.mjs';
import { fromRoot } from './paths.mjs';

/** @typedef {import('./build.mjs').PartName} PartName */

const NAMES = /** @type {PartName[]} */ (Object.keys(PARTS));

/** @param {PartName} name */
const madeOf = (name) => NAMES.filter((other) => 'after' in PARTS[other] && PARTS[other].after === name);

/** Editors write a file in several steps, and a branch switch writes many: one build for all of them. */
const SETTLE_MS = 200;

/** Beside its sources, the API loads these when it is migrated. */
const MIGRATIONS = 'migrations';

/**
 * Builds again what changes, and says what was built. A build that fails is shown, and what runs goes on.
 *
 * @param {(name: PartName) => Promise<void>} onBuilt
 */
export function watchSources(onBuilt) {
  /** @type {Set<PartName>} */
  const changed = new Set();
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  let working = Promise.resolve();

  const rebuild = async () => {
    const names = [...changed];
    changed.clear();
    const builds = buildStale({ log: console.log, names });
    for (const name of names) {
      try {
        await builds[name];
        await onBuilt(name);
      } catch (error) {
        const isAborted = error instanceof Error && error.name === 'AbortError';
        if (!isAborted) console.error(error instanceof Error ? error.message : error);
      }
    }
  };

  /** @param {PartName} name */
  const note = (name) => {
    changed.add(name);
    for (const other of madeOf(name)) changed.add(other);
    clearTimeout(timer);
    timer = setTimeout(() => (working = working.then(rebuild)), SETTLE_MS);
  };

  for (const name of NAMES) {
    const inputs = [...PARTS[name].inputs, ...(name === 'api' ? [MIGRATIONS] : [])];
    for (const path of inputs.map((input) => fromRoot(input)).filter(existsSync)) {
      watch(path, { recursive: true }, () => note(name));
    }
  }
  // What runs was built without it; an editor that shows the pages needs its types.
  note('sdk');
}
