/** Deleted slots are squeezed out once they are this many and more than half, so that queues do not grow for ever. */
const MIN_TOMBSTONES = 1024;

/** One kind of object in order of creation. Objects are never changed in place: a change puts a new object in the slot. */
export class Collection<T extends { id: string }> {
  readonly #slotById = new Map<string, number>();
  #slots: (T | undefined)[] = [];

  get size(): number {
    return this.#slotById.size;
  }

  get(id: string): T | undefined {
    const slot = this.#slotById.get(id);
    return slot === undefined ? undefined : this.#slots[slot];
  }

  /** Inserts at the end, or replaces in place. */
  put(object: T): void {
    const slot = this.#slotById.get(object.id);
    if (slot !== undefined) {
      this.#slots[slot] = object;
      return;
    }
    this.#slotById.set(object.id, this.#slots.length);
    this.#slots.push(object);
  }

  delete(id: string): void {
    const slot = this.#slotById.get(id);
    if (slot === undefined) return;
    this.#slots[slot] = undefined;
    this.#slotById.delete(id);
    const tombstones = this.#slots.length - this.#slotById.size;
    if (tombstones >= MIN_TOMBSTONES && tombstones > this.#slotById.size) this.#squeeze();
  }

  clear(): void {
    this.#slots = [];
    this.#slotById.clear();
  }

  /** From the one created last, or from just before or after `cursor` (exclusive), towards the older ones. */
  *newestFirst(after?: string): Generator<T> {
    const start = after === undefined ? this.#slots.length : (this.#slotById.get(after) ?? 0);
    for (let slot = start - 1; slot >= 0; slot -= 1) {
      const object = this.#slots[slot];
      if (object !== undefined) yield object;
    }
  }

  /** From the one created first, or from just after `cursor` (exclusive), towards the newer ones. */
  *oldestFirst(after?: string): Generator<T> {
    const start = after === undefined ? 0 : (this.#slotById.get(after) ?? this.#slots.length) + 1;
    for (let slot = start; slot < this.#slots.length; slot += 1) {
      const object = this.#slots[slot];
      if (object !== undefined) yield object;
    }
  }

  #squeeze(): void {
    this.#slots = this.#slots.filter((object) => object !== undefined);
    this.#slotById.clear();
    this.#slots.forEach((object, slot) => {
      if (object !== undefined) this.#slotById.set(object.id, slot);
    });
  }
}
