import { DomainError } from '../../domain/shared/domain-error.js';

/** Lets so many pieces of work run at once, so many more wait, and refuses the rest at once. */
export class BoundedWork {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(
    private readonly maxRunning: number,
    private readonly maxWaiting: number,
  ) {}

  /** @throws DomainError `busy` */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.maxRunning) await this.#turn();
    else this.#running += 1;
    try {
      return await work();
    } finally {
      this.#passOn();
    }
  }

  #turn(): Promise<void> {
    if (this.#waiting.length >= this.maxWaiting) {
      throw new DomainError(
        'busy',
        'unavailable',
        'Too many people are signing in right now. Try again shortly.',
      );
    }
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  /** The place goes straight to whoever waits longest, so that no newcomer slips in between. */
  #passOn(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running -= 1;
  }
}
