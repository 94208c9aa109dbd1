import { StripeUnavailableError } from '../../application/ports/stripe-service.js';
import { Lane, LaneClosedError } from './lane.js';
import { type Rate, RateLimit } from './rate-limit.js';

/** Transactions at once: below the pool's ten connections, so that claims and heartbeats find one. */
export const DATABASE_SLOTS = 8;
/** What may wait for a transaction; the worker claims far less ahead (event-worker.ts). */
const DATABASE_ROOM = 10_000;
/** Looks at Stripe at once. One that hangs takes 8 s, so that this many hanging ones are 8 a second; they cost no connection. */
const STRIPE_SLOTS = 64;
/** Objects whose look at Stripe has yet to begin: 25 s of the slowest rate below. More are put back into the inbox. */
const STRIPE_ROOM = 500;
/** Stripe reads at most 100 times a second for a live account and 25 for a sandbox: a part is left for everybody else. */
const LIVE_READS: Rate = { perSecond: 60, burst: 30 };
const TEST_READS: Rate = { perSecond: 20, burst: 10 };
/** Beyond the deadline of every call (8 s, its retries included): a look that never ends must not keep its place. */
const LOOK_DEADLINE_MS = 30_000;

/**
 * Where events wait: for a transaction in one lane, for Stripe in another, so that what hangs at Stripe holds no
 * connection and delays nothing that needs none of its answers.
 */
export class WorkLanes {
  readonly #database = new Lane(DATABASE_SLOTS, DATABASE_ROOM);
  readonly #stripe = new Lane(STRIPE_SLOTS, STRIPE_ROOM);
  readonly #reads: RateLimit;
  readonly #end = new AbortController();

  constructor(livemode: boolean) {
    this.#reads = new RateLimit(livemode ? LIVE_READS : TEST_READS);
  }

  /** How much claimed work waits for a transaction. */
  get waitingForDatabase(): number {
    return this.#database.waiting;
  }

  /** @throws LaneClosedError */
  async transact<T>(work: () => Promise<T>): Promise<T> {
    return this.#database.run(work);
  }

  /**
   * @throws LaneFullError
   * @throws LaneClosedError when the process ends before the answer comes
   * @throws StripeUnavailableError beyond the deadline; and whatever `ask` throws
   */
  async look<T>(ask: () => Promise<T>): Promise<T> {
    const { signal: end } = this.#end;
    return this.#stripe.run(async () => {
      await orAborted(this.#reads.turn(end), end);
      const deadline = AbortSignal.timeout(LOOK_DEADLINE_MS);
      try {
        return await orAborted(ask(), AbortSignal.any([end, deadline]));
      } catch (error) {
        if (deadline.aborted) throw new StripeUnavailableError('Stripe did not answer.', { cause: error });
        throw error;
      }
    });
  }

  /** Transactions that have begun end; whoever waits, for whatever, is sent away. */
  close(): void {
    this.#database.close();
    this.#stripe.close();
    this.#end.abort(new LaneClosedError('The process ends.'));
  }
}

async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let onAbort = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
