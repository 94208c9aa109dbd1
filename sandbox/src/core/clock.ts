/** The sandbox's time: the machine's, plus however far it was moved forward. */
export class Clock {
  #offsetMs = 0;

  /** Milliseconds since the epoch, in sandbox time. */
  nowMs(): number {
    return Date.now() + this.#offsetMs;
  }

  /** Whole seconds since the epoch, as Stripe's objects carry them. */
  now(): number {
    return Math.floor(this.nowMs() / 1000);
  }

  get offsetMs(): number {
    return this.#offsetMs;
  }

  /** Restores the offset that was kept on file. Time only moves forward: an earlier offset would undo expiries. */
  setOffset(offsetMs: number): void {
    this.#offsetMs = offsetMs;
  }
}
