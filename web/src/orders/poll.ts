// A confirmation usually takes less than a second, so that the first looks are quick; then they slow down to spare the server.
const FIRST_DELAY_MS = 300;
const GROWTH = 1.5;
const LONGEST_DELAY_MS = 5_000;

/** With the delays above about two minutes: beyond that something is late rather than slow, and the page says so. */
export const MAX_POLLS = 30;

/**
 * Whether this look shall be at Stripe instead of at what the server knows: after four seconds its event is late, and
 * then now and then.
 * @param attempt from 0
 */
export function asksStripe(attempt: number): boolean {
  return attempt >= 4 && attempt % 2 === 0;
}

/** @param attempt from 0 */
export function pollDelayMs(attempt: number): number {
  return Math.min(FIRST_DELAY_MS * GROWTH ** attempt, LONGEST_DELAY_MS);
}

interface Poll<T> {
  /** @param attempt from 0 */
  load: (attempt: number) => Promise<T>;
  /** Gets every answer; true ends the polling. */
  onAnswer: (answer: T) => boolean;
  /** Must reject once nobody waits any more. */
  sleep: (delayMs: number) => Promise<void>;
}

/** Looks until `onAnswer` is content, at most `MAX_POLLS` times; a look without an answer counts too. @returns whether it was content */
export async function poll<T>({ load, onAnswer, sleep }: Poll<T>): Promise<boolean> {
  for (let attempt = 0; attempt < MAX_POLLS; attempt++) {
    await sleep(pollDelayMs(attempt));
    const answer = await load(attempt).catch(() => null);
    if (answer !== null && onAnswer(answer)) return true;
  }
  return false;
}

/** @throws the signal's reason once it aborts */
export function sleep(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const timer = setTimeout(resolve, delayMs);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
