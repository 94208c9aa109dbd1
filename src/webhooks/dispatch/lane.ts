/** The work was not begun: too many wait already. */
export class LaneFullError extends Error {
  override readonly name = 'LaneFullError';
}

/** The work was not begun, or not awaited: the process ends. */
export class LaneClosedError extends Error {
  override readonly name = 'LaneClosedError';
}

interface Waiter {
  readonly admit: () => void;
  readonly refuse: (reason: Error) => void;
}

/** So many at once; so many more may wait for their turn, first come, first served. */
export class Lane {
  readonly #waiting: Waiter[] = [];
  #free: number;
  #isClosed = false;

  constructor(
    slots: number,
    private readonly room: number,
  ) {
    this.#free = slots;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** @throws LaneFullError, LaneClosedError */
  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.#enter();
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  /** Whoever waits is refused, and whoever comes later; whoever is at work is left to end it. */
  close(): void {
    this.#isClosed = true;
    for (const { refuse } of this.#waiting.splice(0)) refuse(new LaneClosedError('The process ends.'));
  }

  async #enter(): Promise<void> {
    if (this.#isClosed) throw new LaneClosedError('The process ends.');
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    if (this.#waiting.length >= this.room) throw new LaneFullError('Too many wait already.');
    await new Promise<void>((admit, refuse) => this.#waiting.push({ admit, refuse }));
  }

  /** The place goes straight to the next one, so that nobody who comes meanwhile takes it. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next.admit();
    else this.#free += 1;
  }
}
