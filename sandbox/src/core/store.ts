import type { CollectionName, Collections } from './collections.js';
import { Collection, type Slot } from './collection.js';

type AnyObject = Collections[CollectionName];

/** One change as the journal has it: an object put over an earlier version, if there was one, or deleted. */
export interface Change {
  name: CollectionName;
  id: string;
  object: AnyObject | null;
  before: AnyObject | undefined;
}

type Table = { [N in CollectionName]?: Collection<Collections[N]> };

/** All state, in memory. Changes happen inside `transaction` alone: all of them, or none. */
export class Store {
  readonly #table: Table = {};
  #changes: Change[] | null = null;
  /** The slots that the running transaction's changes concern, in the same order. */
  #touched: { change: number }[] = [];

  /** How many objects there are, of all kinds. */
  get size(): number {
    return this.names().reduce((sum, name) => sum + this.collection(name).size, 0);
  }

  collection<N extends CollectionName>(name: N): Collection<Collections[N]> {
    const existing = this.#table[name];
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
    const slot = this.collection(name).claim(object.id);
    this.#record(name, object.id, slot, object);
    slot.object = object;
    return object;
  }

  delete(name: CollectionName, id: string): void {
    const collection = this.collection(name);
    const slot = collection.slotOf(id);
    if (slot === undefined) return;
    this.#record(name, id, slot, null);
    collection.delete(id);
  }

  /**
   * Runs `work` and hands its changes on, the last one for each object. If it throws, everything is undone, unless
   * `keeps(error)` says that the failure itself is a result (a declined card leaves a failed charge behind).
   */
  transaction<T>(work: () => T, keeps: (error: unknown) => boolean, commit: (changes: Change[]) => void): T {
    if (this.#changes !== null) throw new Error('transactions do not nest');
    this.#changes = [];
    try {
      const result = work();
      commit(this.#changes);
      return result;
    } catch (error) {
      if (keeps(error)) commit(this.#changes);
      else this.#rollBack(this.#changes);
      throw error;
    } finally {
      for (const slot of this.#touched) slot.change = -1;
      this.#touched = [];
      this.#changes = null;
    }
  }

  /** Applies what was read from file: no transaction, nothing to undo. A string is the id of what was deleted. */
  restore(name: CollectionName, value: object | string): void {
    const collection: Collection<{ id: string }> = this.collection(name);
    if (typeof value === 'string') collection.delete(value);
    else collection.put(value as { id: string });
  }

  clear(): void {
    for (const name of this.names()) this.collection(name).clear();
  }

  names(): CollectionName[] {
    return Object.keys(this.#table) as CollectionName[];
  }

  #rollBack(changes: Change[]): void {
    for (const { name, id, before } of changes.toReversed()) {
      const collection: Collection<{ id: string }> = this.collection(name);
      if (before === undefined) collection.delete(id);
      else collection.put(before);
    }
  }

  /** Only the last version of an object is journaled, over the one that was there when the transaction began. */
  #record<N extends CollectionName>(
    name: N,
    id: string,
    slot: Slot<Collections[N]>,
    object: Collections[N] | null,
  ): void {
    if (this.#changes === null) throw new Error(`${name} changed outside of a transaction`);
    const earlier = this.#changes[slot.change];
    if (earlier !== undefined) {
      earlier.object = object;
      return;
    }
    slot.change = this.#changes.length;
    this.#changes.push({ name, id, object, before: slot.object });
    this.#touched.push(slot);
  }
}
