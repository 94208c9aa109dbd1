import { setTimeout as wait } from 'node:timers/promises';
import type { ILogger } from '../../application/ports/logger.js';

export interface PeriodicTaskOptions {
  /** For the log line of a failure. */
  readonly name: string;
  /** From the end of one run to the beginning of the next. */
  readonly intervalMs: number;
  /** Long work ends early once the signal is aborted. */
  readonly work: (signal: AbortSignal) => Promise<unknown>;
}

/**
 * Runs `work` now and then again and again, never twice at once. A failure is logged, and tried again at the next turn.
 *
 * @returns once `signal` is aborted and the run in hand has ended
 */
export async function runPeriodically(
  { name, intervalMs, work }: PeriodicTaskOptions,
  logger: ILogger,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await work(signal);
    } catch (error) {
      logger.error('A periodic task failed.', { task: name, err: error });
    }
    // Rejects only when aborted, which the loop's condition sees.
    await wait(intervalMs, undefined, { signal }).catch(() => undefined);
  }
}
