import type { CollectionName, Collections } from './collections.js';
import { Collection } from './collection.js';

/** One change as the journal has it: an object put, or an id deleted. */
export type Change = { name: CollectionName; id: string; object: Collections[CollectionName] | null };

type Table = { [N in CollectionName]?: Collection<Collections[N]> };

/** All state, in memory. Changes happen inside `transaction` alone: all of them, or none. */
export class Store {
  readonly #table: Table = {};
  #undo: Array<() => void> = [];
  #changes: Map<string, Change> | null = null;

  collection<N extends CollectionName>(name: N): Collection<Collections[N]> {
    const existing = this.#table[name] as Collection<Collections[N]> | undefined;
    if (existing) return existing;
    const created = new Collection<Collections[N]>();
    (this.#table as Record<N, Collection<Collections[N]>>)[name] = created;
    return created;
  }

  get<N extends CollectionName>(name: N, id: string): Collections[N] | undefined {
    return this.collection(name).get(id);
  }

  /** Puts a new object, or the next version of a known one, and hands it back. */
  put<N extends CollectionName>(name: N, object: Collections[N]): Collections[N] {
    const collection = this.collection(name);
    const before = collection.get(object.id);
    this.#record({ name, id: object.id, object }, () =>
      before === undefined ? collection.delete(object.id) : collection.put(before),
    );
    collection.put(object);
    return object;
  }

  delete(name: CollectionName, id: string): void {
    const collection: Collection<{ id: string }> = this.collection(name);
    const before = collection.get(id);
    if (before === undefined) return;
    this.#record({ name, id, object: null }, () => collection.put(before));
    collection.delete(id);
  }

  /**
   * Runs `work` and hands its changes on, the last one for each object. If it throws, everything is undone, unless
   * `keeps(error)` says that the failure itself is a result (a declined card leaves a failed charge behind).
   */
  transaction<T>(work: () => T, keeps: (error: unknown) => boolean, commit: (changes: Change[]) => void): T {
    if (this.#changes !== null) throw new Error('transactions do not nest');
    this.#changes = new Map();
    try {
      const result = work();
      commit([...this.#changes.values()]);
      return result;
    } catch (error) {
      if (keeps(error)) commit([...this.#changes.values()]);
      else for (const undo of this.#undo.reverse()) undo();
      throw error;
    } finally {
      this.#changes = null;
      this.#undo = [];
    }
  }

  /** Applies what was read from file: no transaction, nothing to undo. */
  restore(name: CollectionName, value: Collections[CollectionName] | string): void {
    const collection: Collection<{ id: string }> = this.collection(name);
    if (typeof value === 'string') collection.delete(value);
    else collection.put(value);
  }

  clear(): void {
    for (const name of this.names()) this.collection(name).clear();
  }

  names(): CollectionName[] {
    return Object.keys(this.#table) as CollectionName[];
  }

  #record(change: Change, undo: () => void): void {
    if (this.#changes === null) throw new Error(`${change.name} changed outside of a transaction`);
    this.#changes.set(`${change.name}/${change.id}`, change);
    this.#undo.push(undo);
  }
}
