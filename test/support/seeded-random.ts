/** Chance that can be repeated: a run prints its seed, and `CHAOS_SEED` brings it back. */
export class SeededRandom {
  readonly seed: number;
  #state: number;

  /**
   * @param purpose stands beside the seed in the output
   * @param variable of the environment that brings a seed back
   */
  constructor(purpose: string, variable = 'CHAOS_SEED') {
    this.seed = Number(process.env[variable] ?? Math.floor(Math.random() * 2 ** 31));
    this.#state = this.seed;
    process.stderr.write(`${purpose}: ${variable}=${this.seed}\n`);
  }

  /** Mulberry32, by Tommy Ettinger (public domain). @returns from 0 to below 1 */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  /** One of them; each as likely as it stands in the list. */
  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new Error('There is nothing to pick from.');
    return item;
  }
}
