import { setTimeout as wait } from 'node:timers/promises';

export interface Rate {
  readonly perSecond: number;
  /** So many at once after a quiet time. */
  readonly burst: number;
}

/** Spaces out what is asked of somebody who counts requests (the generic cell rate algorithm: a leaky bucket as a meter). */
export class RateLimit {
  readonly #intervalMs: number;
  readonly #toleranceMs: number;
  /** When the bucket is empty again. */
  #emptyAtMs = 0;

  constructor(
    { perSecond, burst }: Rate,
    private readonly nowMs: () => number = () => performance.now(),
    private readonly pause: (ms: number, signal: AbortSignal) => Promise<unknown> = (ms, signal) =>
      wait(ms, undefined, { signal }),
  ) {
    this.#intervalMs = 1_000 / perSecond;
    this.#toleranceMs = (burst - 1) * this.#intervalMs;
  }

  /** Resolves when it is one's turn. Turns are given in the order of the calls. @throws when `signal` is aborted first */
  async turn(signal: AbortSignal): Promise<void> {
    const now = this.nowMs();
    const from = Math.max(this.#emptyAtMs, now);
    this.#emptyAtMs = from + this.#intervalMs;
    const waitMs = from - now - this.#toleranceMs;
    if (waitMs > 0) await this.pause(waitMs, signal);
  }
}
