/** How often something was tried in a window of time that began with the first try. */
export interface AttemptCount {
  /** This one included. */
  readonly hits: number;
  /** Until the window ends and the next one begins at nothing. */
  readonly leftMs: number;
}

/** Counts of what may be tried a few times only. Kept for their window and no longer. */
export abstract class IAttemptCounters {
  /** One more. Of many at a time each gets another number. */
  abstract hit(key: string, windowMs: number): Promise<AttemptCount>;
  /** One less: it was no failure after all. */
  abstract forgive(key: string, windowMs: number): Promise<void>;
}
