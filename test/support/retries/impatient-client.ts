import { eventually } from '../eventually.js';
import type { SeededRandom } from '../seeded-random.js';
import type { Shopper, TimedAnswer } from '../shopper.js';

/** Longer than every deadline of ours towards Stripe, on a busy machine. */
const ANSWERED_WITHIN_MS = 120_000;
const ASK_AGAIN_MS = 100;
/** About as long as an answer takes: some are cut off before the work has begun, some in the middle, some after it. */
const CUT_OFF_WITHIN_MS = 80;
/** Another request is at it: whoever sends the same again learns what came of it. */
const IN_PROGRESS = new Set([
  ...['idempotency_in_progress', 'capture_in_progress'],
  ...['conflict_retry', 'payment_replaced'],
]);

/** Each of them sends the same wish at least twice. */
const WITH_ONE_KEY = ['double click', 'two processes', 'cut off', 'again later'] as const;
const WITHOUT_ONE_KEY = ['two tabs', 'double click without a key'] as const;
type Retry = (typeof WITH_ONE_KEY)[number] | (typeof WITHOUT_ONE_KEY)[number];

/** What makes two requests one: the key alone (two orders are two orders), or what is asked for as well (an order is paid once). */
export type OnceBy = 'key' | 'nature';

interface Wish {
  readonly by: Shopper;
  readonly path: string;
  readonly body: object;
}

/** Somebody who never sends anything only once, to either of two API processes. */
export class ImpatientClient {
  /** How many operations were sent how. */
  readonly operations: Record<string, number> = {};

  constructor(
    private readonly random: SeededRandom,
    private readonly apiUrls: readonly string[],
  ) {}

  /** @returns every answer that was not cut off, the first one first. @throws Error where one is a failure of ours */
  async operate(by: Shopper, path: string, body: object, onceBy: OnceBy): Promise<TimedAnswer[]> {
    const wish = { by, path, body };
    const retry = this.random.pick<Retry>(
      onceBy === 'key' ? WITH_ONE_KEY : [...WITH_ONE_KEY, ...WITHOUT_ONE_KEY],
    );
    const key = crypto.randomUUID();
    const [one = '', other = ''] = this.random.pick([this.apiUrls, this.apiUrls.toReversed()]);
    this.operations[retry] = (this.operations[retry] ?? 0) + 1;
    switch (retry) {
      case 'double click':
        return this.#atOnce([wish, one, key], [wish, one, key]);
      case 'two processes':
        return this.#atOnce([wish, one, key], [wish, other, key]);
      case 'two tabs':
        return this.#atOnce([wish, one, key], [wish, other, crypto.randomUUID()]);
      case 'double click without a key':
        return this.#atOnce([wish, one, null], [wish, one, null]);
      case 'cut off':
        await this.#send(wish, one, key, 1 + Math.floor(this.random.between(0, CUT_OFF_WITHIN_MS)));
        return [await this.#answer(wish, other, key)];
      case 'again later':
        return [await this.#answer(wish, one, key), await this.#answer(wish, other, key)];
    }
  }

  #atOnce(...requests: readonly [Wish, string, string | null][]): Promise<TimedAnswer[]> {
    return Promise.all(requests.map((request) => this.#answer(...request)));
  }

  /** Asks until it is told what came of it. */
  #answer(wish: Wish, apiUrl: string, key: string | null): Promise<TimedAnswer> {
    return eventually(
      () => this.#send(wish, apiUrl, key),
      ({ status, code }) => status !== 0 && status < 500 && !IN_PROGRESS.has(code ?? ''),
      ANSWERED_WITHIN_MS,
      ASK_AGAIN_MS,
    );
  }

  #send(
    { by, path, body }: Wish,
    apiUrl: string,
    key: string | null,
    patienceMs?: number,
  ): Promise<TimedAnswer> {
    const headers: Record<string, string> = key === null ? {} : { 'idempotency-key': key };
    return by.send('POST', path, body, apiUrl, headers, patienceMs);
  }
}
