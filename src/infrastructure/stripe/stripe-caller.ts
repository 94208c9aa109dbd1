import { AsyncLocalStorage } from 'node:async_hooks';
import type Stripe from 'stripe';
import { StripeOutcomeUnknownError } from '../../application/ports/stripe-service.js';
import { invariant } from '../../domain/shared/domain-error.js';
import { callStripe, STRIPE_DEADLINE_MS, type StripeTry } from './call-stripe.js';
import { PAGE_SIZE } from './lists.js';

/** A thousand objects in the searched time; more are not expected, and are no proof that the wanted one is not there. */
const MAX_PAGES = 10;

/** What the adapters must know of the caller: whether a transaction, and so a connection, is held. */
export interface TransactionProbe {
  readonly inTransaction: boolean;
}

/** When an answer is from, by Stripe's clock: what it shows was so at some moment between the two. */
export interface AnswerTimes {
  /** Not later than the question was asked. */
  readonly askedAt: Date;
  /** The `Date` of the answer, in whole seconds. */
  readonly asOf: Date;
}

interface Listed {
  readonly id: string;
}

/** How all adapters call Stripe: one deadline, our own retries, and never while a transaction is open. */
export class StripeCaller {
  /** By `performance.now()`; there while calls share one. */
  readonly #deadline = new AsyncLocalStorage<number>();

  constructor(
    private readonly transactions: TransactionProbe,
    private readonly deadlineMs = STRIPE_DEADLINE_MS,
  ) {}

  /** All calls inside `work` share one deadline. */
  async sharingDeadline<T>(work: () => Promise<T>): Promise<T> {
    if (this.#deadline.getStore() !== undefined) return work();
    return this.#deadline.run(performance.now() + this.deadlineMs, work);
  }

  /** A question that can be asked again. @throws StripeUnavailableError, StripeRejectedError */
  async read<T>(attempt: StripeTry<T>): Promise<T> {
    return this.#call('read', attempt);
  }

  /** With a persistent idempotency key. @throws StripeUnavailableError, StripeOutcomeUnknownError, StripeRejectedError */
  async write<T>(attempt: StripeTry<T>): Promise<T> {
    return this.#call('write', attempt);
  }

  /** Like `read` or `write`, with the times that tell which of two looks at an object is the newer. */
  async timed<T>(
    kind: 'read' | 'write',
    attempt: StripeTry<Stripe.Response<T>>,
  ): Promise<{ body: Stripe.Response<T>; times: AnswerTimes }> {
    let startedMs = 0;
    const body = await this.#call(kind, (options) => {
      startedMs = performance.now();
      return attempt(options);
    });
    return { body, times: timesOf(body, performance.now() - startedMs) };
  }

  /**
   * Goes through a list, newest first, page by page. Null: it is proven not to be there.
   * @throws StripeUnavailableError, StripeRejectedError; StripeOutcomeUnknownError where the list is too long to tell
   */
  async findListed<T extends Listed>(
    list: (page: Stripe.PaginationParams, options: Stripe.RequestOptions) => Promise<Stripe.ApiList<T>>,
    isWanted: (object: T) => boolean,
  ): Promise<T | null> {
    return this.sharingDeadline(async () => {
      let after: string | undefined;
      for (let page = 0; page < MAX_PAGES; page += 1) {
        const from = after === undefined ? {} : { starting_after: after };
        const { data, has_more: hasMore } = await this.read((options) =>
          list({ limit: PAGE_SIZE, ...from }, options),
        );
        const found = data.find(isWanted);
        if (found || !hasMore) return found ?? null;
        after = data.at(-1)?.id;
      }
      throw new StripeOutcomeUnknownError(
        'The list is longer than is looked through, so nothing proves an absence.',
      );
    });
  }

  async #call<T>(kind: 'read' | 'write', attempt: StripeTry<T>): Promise<T> {
    invariant(!this.transactions.inTransaction, 'Stripe must not be called while a transaction is open.');
    const deadline = this.#deadline.getStore() ?? performance.now() + this.deadlineMs;
    return callStripe(kind, deadline, attempt);
  }
}

/** A replay of a stored answer shows the object as it was created, not as it is. */
export function isReplay({ lastResponse }: Stripe.Response<unknown>): boolean {
  return lastResponse.headers['idempotent-replayed'] === 'true';
}

function timesOf({ lastResponse }: Stripe.Response<unknown>, tookMs: number): AnswerTimes {
  const asOf = new Date(lastResponse.headers.date ?? Number.NaN);
  invariant(!Number.isNaN(asOf.getTime()), "Stripe's answer has no readable Date header.");
  return { askedAt: new Date(asOf.getTime() - Math.ceil(tookMs)), asOf };
}
