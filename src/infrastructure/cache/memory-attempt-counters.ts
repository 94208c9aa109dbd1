import { type AttemptCount, IAttemptCounters } from '../../application/identity/ports/attempt-counters.js';

interface Window {
  hits: number;
  readonly endsAtMs: number;
}

/** Of each length; about 20 MB at most. Beyond it the oldest windows go, not the process. */
const MAX_WINDOWS = 100_000;

/** Counts in this process. Each length of window has a map of its own, in the order in which windows began and so end. */
export class MemoryAttemptCounters extends IAttemptCounters {
  readonly #byLength = new Map<number, Map<string, Window>>();

  constructor(
    private readonly nowMs: () => number = Date.now,
    private readonly maxWindows: number = MAX_WINDOWS,
  ) {
    super();
  }

  hit(key: string, windowMs: number): Promise<AttemptCount> {
    const windows = this.#windowsOf(windowMs);
    const now = this.nowMs();
    let window = windows.get(key);
    if (!window || window.endsAtMs <= now) {
      windows.delete(key);
      this.#makeRoom(windows, now);
      window = { hits: 0, endsAtMs: now + windowMs };
      windows.set(key, window);
    }
    window.hits += 1;
    return Promise.resolve({ hits: window.hits, leftMs: window.endsAtMs - now });
  }

  forgive(key: string, windowMs: number): Promise<void> {
    const window = this.#windowsOf(windowMs).get(key);
    if (window && window.hits > 0) window.hits -= 1;
    return Promise.resolve();
  }

  #windowsOf(windowMs: number): Map<string, Window> {
    const windows = this.#byLength.get(windowMs) ?? new Map<string, Window>();
    this.#byLength.set(windowMs, windows);
    return windows;
  }

  #makeRoom(windows: Map<string, Window>, now: number): void {
    for (const [key, { endsAtMs }] of windows) {
      if (endsAtMs > now && windows.size < this.maxWindows) return;
      windows.delete(key);
    }
  }
}
