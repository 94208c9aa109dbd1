import { closeSync, openSync, writeSync } from 'node:fs';
import type { Change, Store } from './store.js';
import { LineWriter } from './journal-line.js';
import { journalPath, loadState, removeOlder, writeSnapshot } from './journal-files.js';

/** Below this a journal is not worth compacting: it loads in about half a second. */
const COMPACT_MIN_BYTES = 32 * 1024 * 1024;

/** Changes for each object kept before it pays to write everything anew: bounds the file at about 3x of what is kept. */
const COMPACT_RATIO = 2;

export interface Journal {
  append(changes: Change[]): void;
  /** Resolves once everything appended so far would outlive the process. */
  flushed(): Promise<void>;
  close(): Promise<void>;
}

/** For a sandbox without a data directory. */
export class NoJournal implements Journal {
  append(): void {
    return undefined;
  }
  flushed(): Promise<void> {
    return Promise.resolve();
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
}

/**
 * Append-only file of changes, one transaction a line, written in groups: all transactions of one turn of the event
 * loop share a write. There is no fsync: what the kernel has survives a kill -9, which is the promise; surviving a
 * power cut is not worth a disk's latency on every request of a test tool.
 */
export class FileJournal implements Journal {
  #fd: number;
  #writer = new LineWriter();
  #queue: string[] = [];
  #unwritten = Buffer.alloc(0);
  #waiters: { resolve: () => void; reject: (error: unknown) => void }[] = [];
  #scheduled = false;
  #bytes = 0;
  #changes = 0;
  #compacting: Promise<void> | null = null;

  private constructor(
    private readonly directory: string,
    private readonly store: Store,
    private generation: number,
  ) {
    this.#fd = openSync(journalPath(directory, generation), 'a');
  }

  /** Reads the state in `directory` into `store` and goes on in a new file, so that a torn last line stays behind. */
  static open(directory: string, store: Store): FileJournal {
    const { generation, size } = loadState(directory, store);
    const journal = new FileJournal(directory, store, generation + 1);
    journal.#bytes = size.bytes;
    journal.#changes = size.changes;
    return journal;
  }

  append(changes: Change[]): void {
    if (changes.length === 0) return;
    this.#changes += changes.length;
    this.#queue.push(this.#writer.line(changes));
    this.#schedule();
  }

  flushed(): Promise<void> {
    if (this.#queue.length === 0 && this.#unwritten.length === 0) return Promise.resolve();
    this.#schedule();
    return new Promise((resolve, reject) => this.#waiters.push({ resolve, reject }));
  }

  async close(): Promise<void> {
    this.#write();
    await this.#compacting;
    closeSync(this.#fd);
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#write();
    });
  }

  #write(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    try {
      this.#writeQueue();
    } catch (error) {
      for (const waiter of waiters) waiter.reject(error);
      if (waiters.length === 0) throw error;
      return;
    }
    for (const waiter of waiters) waiter.resolve();
    if (this.#bytes > COMPACT_MIN_BYTES && this.#changes > COMPACT_RATIO * this.store.size) this.#compact();
  }

  /** What could not be written is tried again with the next write: later lines build upon it, so there must be no gap. */
  #writeQueue(): void {
    if (this.#queue.length > 0) {
      const lines = Buffer.from(this.#queue.join(''));
      this.#queue = [];
      this.#unwritten = this.#unwritten.length === 0 ? lines : Buffer.concat([this.#unwritten, lines]);
    }
    while (this.#unwritten.length > 0) {
      const written = writeSync(this.#fd, this.#unwritten);
      this.#unwritten = this.#unwritten.subarray(written);
      this.#bytes += written;
    }
  }

  /**
   * Starts a new journal, then writes a snapshot beside it in slices while requests go on. The snapshot may already
   * hold changes that the new journal repeats: putting the same version of an object again changes nothing.
   */
  #compact(): void {
    if (this.#compacting) return;
    closeSync(this.#fd);
    this.generation += 1;
    this.#fd = openSync(journalPath(this.directory, this.generation), 'a');
    this.#writer = new LineWriter();
    this.#bytes = 0;
    this.#changes = 0;
    this.#compacting = writeSnapshot(this.directory, this.generation, this.store)
      .then(() => removeOlder(this.directory, this.generation))
      .finally(() => {
        this.#compacting = null;
      });
  }
}
