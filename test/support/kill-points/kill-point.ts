/** `before`: what the process sent never arrives. `after`: it has its effect, and the process never learns of it. */
export type When = 'before' | 'after';

interface Trap {
  left: number;
  readonly when: When;
  readonly strike: () => Promise<void>;
}

/** Stands before something that a process asks, and kills the process at the n-th request. */
export abstract class KillPoint {
  #trap: Trap | null = null;
  #struck: Promise<void> | null = null;

  /** @param strike kills the process */
  arm(nth: number, when: When, strike: () => Promise<void>): void {
    this.#trap = { left: nth, when, strike };
    this.#struck = null;
  }

  /** @returns whether there was an n-th request; once the process is gone */
  async disarm(): Promise<boolean> {
    this.#trap = null;
    await this.#struck;
    return this.#struck !== null;
  }

  /** Counts one request. @returns when to strike at it, if this is the one */
  protected count(): When | null {
    if (!this.#trap) return null;
    this.#trap.left -= 1;
    return this.#trap.left === 0 ? this.#trap.when : null;
  }

  protected strike(): void {
    this.#struck ??= this.#trap?.strike() ?? null;
    this.#trap = null;
  }
}
