import { AsyncLocalStorage } from 'node:async_hooks';
import type Stripe from 'stripe';
import {
  type CreateCustomerCommand,
  type CreatePaymentCommand,
  IStripeService,
  StripeOutcomeUnknownError,
  type StripePayment,
  StripeRejectedError,
} from '../../application/ports/stripe-service.js';
import { invariant } from '../../domain/shared/domain-error.js';
import { callStripe, STRIPE_DEADLINE_MS } from './call-stripe.js';
import { toStripePayment } from './to-stripe-payment.js';

/** Stripe's largest page. */
const PAGE_SIZE = 100;
/** A thousand objects: whoever has more of them in the searched time is not one whom a lost answer left behind. */
const MAX_PAGES = 10;
/** Stripe's clock and ours may differ by this much when a list is cut by time. */
const CLOCK_SKEW_S = 60;

/** What the adapter must know of the caller: whether a transaction, and so a connection, is held. */
export interface TransactionProbe {
  readonly inTransaction: boolean;
}

interface Listed {
  readonly id: string;
}

/** Stripe by its SDK. */
export class StripeService extends IStripeService {
  /** By `performance.now()`; there while calls share one. */
  readonly #deadline = new AsyncLocalStorage<number>();

  constructor(
    private readonly stripe: Stripe,
    private readonly transactions: TransactionProbe,
    readonly livemode: boolean,
    private readonly deadlineMs = STRIPE_DEADLINE_MS,
  ) {
    super();
  }

  async sharingDeadline<T>(work: () => Promise<T>): Promise<T> {
    if (this.#deadline.getStore() !== undefined) return work();
    return this.#deadline.run(performance.now() + this.deadlineMs, work);
  }

  async createCustomer(command: CreateCustomerCommand): Promise<string> {
    const { idempotencyKey, userId, email, name } = command;
    const customer = await this.#call('write', (options) =>
      this.stripe.customers.create(
        { email, name, metadata: { user_id: userId } },
        { ...options, idempotencyKey },
      ),
    );
    return customer.id;
  }

  async findCustomer(email: string, userId: string): Promise<string | null> {
    const found = await this.#findListed(
      (page, options) => this.stripe.customers.list({ email, ...page }, options),
      ({ metadata }) => metadata.user_id === userId,
    );
    return found?.id ?? null;
  }

  async createPayment(command: CreatePaymentCommand): Promise<StripePayment> {
    const { idempotencyKey, attemptId, amount, customerId, orderId, orderNumber, userId } = command;
    const parameters: Stripe.PaymentIntentCreateParams = {
      amount: amount.amountMinor,
      currency: amount.currency,
      customer: customerId,
      metadata: { order_id: orderId, order_number: orderNumber, user_id: userId, attempt_id: attemptId },
    };
    return this.sharingDeadline(async () => {
      const intent = await this.#call('write', (options) =>
        this.stripe.paymentIntents.create(parameters, { ...options, idempotencyKey }),
      );
      // A replay shows the object as it was created, not as it is.
      const isReplay = intent.lastResponse.headers['idempotent-replayed'] === 'true';
      return isReplay ? this.retrievePayment(intent.id) : toStripePayment(intent, answeredAt(intent));
    });
  }

  async retrievePayment(paymentIntentId: string): Promise<StripePayment> {
    const intent = await this.#call('read', (options) =>
      this.stripe.paymentIntents.retrieve(paymentIntentId, {}, options),
    );
    return toStripePayment(intent, answeredAt(intent));
  }

  async findPayment(customerId: string, attemptId: string, since: Date): Promise<StripePayment | null> {
    const created = { gte: Math.floor(since.getTime() / 1_000) - CLOCK_SKEW_S };
    return this.sharingDeadline(async () => {
      const found = await this.#findListed(
        (page, options) =>
          this.stripe.paymentIntents.list({ customer: customerId, created, ...page }, options),
        ({ metadata }) => metadata.attempt_id === attemptId,
      );
      return found ? this.retrievePayment(found.id) : null;
    });
  }

  async cancelPayment(paymentIntentId: string): Promise<StripePayment> {
    return this.sharingDeadline(async () => {
      try {
        await this.#call('write', (options) =>
          this.stripe.paymentIntents.cancel(paymentIntentId, {}, options),
        );
      } catch (error) {
        // Refused since it has ended, or perhaps done in spite of a 5xx: what it is now tells which.
        const ended =
          error instanceof StripeRejectedError && error.code === 'payment_intent_unexpected_state';
        if (!ended && !(error instanceof StripeOutcomeUnknownError)) throw error;
      }
      return this.retrievePayment(paymentIntentId);
    });
  }

  /** Goes through a list, newest first, page by page. */
  async #findListed<T extends Listed>(
    list: (page: Stripe.PaginationParams, options: Stripe.RequestOptions) => Promise<Stripe.ApiList<T>>,
    isWanted: (object: T) => boolean,
  ): Promise<T | null> {
    return this.sharingDeadline(async () => {
      let after: string | undefined;
      for (let page = 0; page < MAX_PAGES; page += 1) {
        const from = after === undefined ? {} : { starting_after: after };
        const { data, has_more: hasMore } = await this.#call('read', (options) =>
          list({ limit: PAGE_SIZE, ...from }, options),
        );
        const found = data.find(isWanted);
        if (found || !hasMore) return found ?? null;
        after = data.at(-1)?.id;
      }
      return null;
    });
  }

  async #call<T>(kind: 'read' | 'write', attempt: (options: { timeout: number }) => Promise<T>): Promise<T> {
    invariant(!this.transactions.inTransaction, 'Stripe must not be called while a transaction is open.');
    const deadline = this.#deadline.getStore() ?? performance.now() + this.deadlineMs;
    return callStripe(kind, deadline, attempt);
  }
}

/** Stripe's clock, in whole seconds. */
function answeredAt({ lastResponse }: Stripe.Response<unknown>): Date {
  const date = new Date(lastResponse.headers.date ?? Number.NaN);
  invariant(!Number.isNaN(date.getTime()), "Stripe's answer has no readable Date header.");
  return date;
}
