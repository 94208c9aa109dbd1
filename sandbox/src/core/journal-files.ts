import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { LineReader, LineWriter } from './journal-line.js';
import type { Store } from './store.js';

/** A snapshot is written in slices of this many objects, with requests served in between. */
const SLICE_OBJECTS = 500;

export interface JournalSize {
  bytes: number;
  changes: number;
}

export function journalPath(directory: string, generation: number): string {
  return join(directory, `journal-${generation}.jsonl`);
}

function snapshotPath(directory: string, generation: number): string {
  return join(directory, `snapshot-${generation}.jsonl`);
}

/** Generations for which a file of this kind exists, ascending. */
function generations(directory: string, kind: 'journal' | 'snapshot'): number[] {
  const pattern = new RegExp(`^${kind}-(\\d+)\\.jsonl$`);
  return readdirSync(directory)
    .flatMap((file) => pattern.exec(file)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

/**
 * Reads the newest complete snapshot and every journal from its generation on.
 * Answers the highest generation seen, and how large the journals are.
 */
export function loadState(directory: string, store: Store): { generation: number; size: JournalSize } {
  mkdirSync(directory, { recursive: true });
  const snapshot = generations(directory, 'snapshot').at(-1) ?? 0;
  const journals = generations(directory, 'journal').filter((generation) => generation >= snapshot);
  if (snapshot > 0) loadFile(snapshotPath(directory, snapshot), store);
  const size = { bytes: 0, changes: 0 };
  for (const generation of journals) {
    const read = loadFile(journalPath(directory, generation), store);
    size.bytes += read.bytes;
    size.changes += read.changes;
  }
  return { generation: Math.max(snapshot, journals.at(-1) ?? 0), size };
}

/** A last line without its newline was being written when the process died: it was never answered, and is left out. */
function loadFile(path: string, store: Store): JournalSize {
  const bytes = readFileSync(path);
  const reader = new LineReader(store);
  let start = 0;
  let changes = 0;
  for (let line = 1; ; line += 1) {
    const end = bytes.indexOf(10, start);
    if (end === -1) return { bytes: bytes.length, changes };
    try {
      changes += reader.apply(bytes.toString('utf8', start, end));
    } catch (error) {
      throw new Error(`${path}, line ${line} cannot be read: move the file away, or reset the sandbox`, {
        cause: error,
      });
    }
    start = end + 1;
  }
}

/**
 * Writes everything that `store` holds now to a new snapshot. Objects never change in place, so that the list of them is
 * the state of this moment, whatever requests do meanwhile. The snapshot counts only once it is renamed.
 */
export async function writeSnapshot(directory: string, generation: number, store: Store): Promise<void> {
  const path = snapshotPath(directory, generation);
  const objects = store.names().map((name) => [name, [...store.collection(name).oldestFirst()]] as const);
  const file = await open(`${path}.tmp`, 'w');
  const writer = new LineWriter();
  try {
    for (const [name, all] of objects)
      for (let from = 0; from < all.length; from += SLICE_OBJECTS) {
        const lines = all
          .slice(from, from + SLICE_OBJECTS)
          .map((object) => writer.line([{ name, id: object.id, object, before: undefined }]));
        await file.write(lines.join(''));
        await nextTurn();
      }
  } finally {
    await file.close();
  }
  await rename(`${path}.tmp`, path);
}

/** What a snapshot of `generation` has made superfluous. */
export function removeOlder(directory: string, generation: number): void {
  for (const older of generations(directory, 'journal').filter((each) => each < generation))
    rmSync(journalPath(directory, older));
  for (const older of generations(directory, 'snapshot').filter((each) => each < generation))
    rmSync(snapshotPath(directory, older));
}
