import type { Clock } from './clock.js';

/** setTimeout takes at most 2^31-1 ms; a longer wait is cut and looked at again. */
const MAX_WAIT_MS = 2 ** 31 - 1;

/** At most this many items run before requests get their turn again. */
const ITEMS_PER_TURN = 50;

/** Things with a due time in sandbox milliseconds, handed to `onDue` in order of time (a binary heap and one timer). */
export class DueQueue<T extends { at: number }> {
  readonly #heap: T[] = [];
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(
    private readonly clock: Clock,
    private readonly onDue: (item: T) => void,
  ) {}

  /** When the earliest item is due, in sandbox milliseconds. */
  get nextAt(): number | null {
    return this.#heap[0]?.at ?? null;
  }

  clear(): void {
    this.#heap.length = 0;
    this.wake();
  }

  add(item: T): void {
    this.#push(item);
    if (this.#heap[0] === item) this.wake();
  }

  /** Runs everything that is due, at once. */
  runDue(limit = Number.POSITIVE_INFINITY): void {
    for (let done = 0; done < limit; done += 1) {
      const next = this.#heap[0];
      if (next === undefined || next.at > this.clock.nowMs()) return;
      this.#pop();
      this.onDue(next);
    }
  }

  /** Sets the timer for the earliest item. */
  wake(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const next = this.#heap[0];
    if (next === undefined || this.#stopped) return;
    const waitMs = Math.min(Math.max(next.at - this.clock.nowMs(), 0), MAX_WAIT_MS);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.runDue(ITEMS_PER_TURN);
      this.wake();
    }, waitMs);
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #push(item: T): void {
    const heap = this.#heap;
    let child = heap.push(item) - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (heapAt(heap, parent).at <= item.at) break;
      heap[child] = heapAt(heap, parent);
      child = parent;
    }
    heap[child] = item;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let parent = 0;
    for (;;) {
      let child = 2 * parent + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heapAt(heap, child + 1).at < heapAt(heap, child).at) child += 1;
      if (heapAt(heap, child).at >= last.at) break;
      heap[parent] = heapAt(heap, child);
      parent = child;
    }
    heap[parent] = last;
  }
}

function heapAt<T>(heap: T[], index: number): T {
  const item = heap[index];
  if (item === undefined) throw new Error(`nothing at ${index}`);
  return item;
}
