import { IClock } from '../../../src/application/ports/clock.js';

/** A clock that stands still until it is moved. */
export class FakeClock extends IClock {
  #now: Date;

  constructor(now = '2026-11-20T09:00:00Z') {
    super();
    this.#now = new Date(now);
  }

  now(): Date {
    return this.#now;
  }

  advance(ms: number): void {
    this.#now = new Date(this.#now.getTime() + ms);
  }
}
