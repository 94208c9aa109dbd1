/** Deleted slots are squeezed out once they are this many and more than half, so that queues do not grow for ever. */
const MIN_TOMBSTONES = 1024;

/** Where one object is kept, in order of creation. It is empty until the object is put, and after its deletion. */
export interface Slot<T> {
  object: T | undefined;
  place: number;
  /** Which change of the running transaction concerns it; -1 if none does. */
  change: number;
}

/** One kind of object in order of creation. Objects are never changed in place: a change puts a new object in the slot. */
export class Collection<T extends { id: string }> {
  readonly #slotById = new Map<string, Slot<T>>();
  #slots: Slot<T>[] = [];

  get size(): number {
    return this.#slotById.size;
  }

  get(id: string): T | undefined {
    return this.#slotById.get(id)?.object;
  }

  slotOf(id: string): Slot<T> | undefined {
    return this.#slotById.get(id);
  }

  /** The slot of `id`, or a new one at the end. */
  claim(id: string): Slot<T> {
    const known = this.#slotById.get(id);
    if (known !== undefined) return known;
    const slot: Slot<T> = { object: undefined, place: this.#slots.length, change: -1 };
    this.#slotById.set(id, slot);
    this.#slots.push(slot);
    return slot;
  }

  /** Inserts at the end, or replaces in place. */
  put(object: T): void {
    this.claim(object.id).object = object;
  }

  delete(id: string): void {
    const slot = this.#slotById.get(id);
    if (slot === undefined) return;
    slot.object = undefined;
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
    const slots = this.#slots; // squeezing makes a new list, and leaves this one to who is reading it
    const start = after === undefined ? slots.length : (this.#slotById.get(after)?.place ?? 0);
    for (let place = start - 1; place >= 0; place -= 1) {
      const object = slots[place]?.object;
      if (object !== undefined) yield object;
    }
  }

  /** From the one created first, or from just after `cursor` (exclusive), towards the newer ones. */
  *oldestFirst(after?: string): Generator<T> {
    const slots = this.#slots;
    const start = after === undefined ? 0 : (this.#slotById.get(after)?.place ?? slots.length) + 1;
    for (let place = start; place < slots.length; place += 1) {
      const object = slots[place]?.object;
      if (object !== undefined) yield object;
    }
  }

  #squeeze(): void {
    this.#slots = this.#slots.filter((slot) => slot.object !== undefined);
    this.#slots.forEach((slot, place) => {
      slot.place = place;
    });
  }
}
