import { setTimeout as wait } from 'node:timers/promises';

const INTERVAL_MS = 25;

/**
 * Asks until `accept` is satisfied.
 *
 * @returns the accepted answer
 * @throws Error with the last answer when `withinMs` have passed
 */
export async function eventually<T>(
  ask: () => Promise<T>,
  accept: (answer: T) => boolean,
  withinMs: number,
  intervalMs = INTERVAL_MS,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (accept(answer)) return answer;
    if (performance.now() > deadline)
      throw new Error(`Not within ${withinMs} ms; at last: ${JSON.stringify(answer)}`);
    await wait(intervalMs);
  }
}
