import { OutageDetector } from './system/outage-detector.js';

/** Requests for one thing at one moment. Those beyond it wait as they would without turns: for a connection, and 503 then. */
const MAX_IN_LINE = 200;

/**
 * With another 1.5 s, after which a connection is given up, the two seconds in which everybody must be answered. Whoever
 * has waited for less tries for itself: what broke may be one connection, and not the database.
 */
const MAY_STILL_TRY_MS = 400;

interface Line {
  length: number;
  /** Settles when the last one in it has had its turn, to the error where that one found no database. Never rejects. */
  end: Promise<Error | null>;
}

/**
 * Lets those who want the same thing follow each other. Fifty refunds of one order would else hold every connection while
 * they wait for its row, and requests that have nothing to do with it would be answered that there is no database.
 */
export class Turns {
  readonly #lines = new Map<string, Line>();
  readonly #outages = new OutageDetector();

  /** @param nowMs of a clock that never goes back */
  constructor(private readonly nowMs: () => number = () => performance.now()) {}

  async take<T>(about: string, work: () => Promise<T>): Promise<T> {
    const line = this.#lines.get(about) ?? { length: 0, end: Promise.resolve(null) };
    if (line.length >= MAX_IN_LINE) return work();
    const turn = this.#follow(line.end, work);
    line.end = turn.then(
      () => null,
      (error: unknown) => (error instanceof Error && this.#outages.isOutage(error) ? error : null),
    );
    line.length += 1;
    this.#lines.set(about, line);
    try {
      return await turn;
    } finally {
      line.length -= 1;
      if (line.length === 0) this.#lines.delete(about);
    }
  }

  /** Whoever is ahead and finds no database has waited for all who came early enough. */
  async #follow<T>(ahead: Promise<Error | null>, work: () => Promise<T>): Promise<T> {
    const joinedAtMs = this.nowMs();
    const outage = await ahead;
    if (outage !== null && this.nowMs() - joinedAtMs > MAY_STILL_TRY_MS) throw outage;
    return work();
  }
}
