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
/** A customer with more objects than this in the searched time is not one whom a lost answer left behind. */
const MAX_LISTED = 1_000;
/** Stripe's clock and ours may differ by this much when a list is cut by time. */
const CLOCK_SKEW_S = 60;

/** What the adapter must know of the caller: whether a transaction, and so a connection, is held. */
export interface TransactionProbe {
  readonly inTransaction: boolean;
}

/** Stripe by its SDK. */
export class StripeService extends IStripeService {
  constructor(
    private readonly stripe: Stripe,
    private readonly transactions: TransactionProbe,
    readonly livemode: boolean,
    private readonly deadlineMs = STRIPE_DEADLINE_MS,
  ) {
    super();
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
    const customers = await this.#call('read', (options) =>
      this.stripe.customers
        .list({ email, limit: PAGE_SIZE }, options)
        .autoPagingToArray({ limit: MAX_LISTED }),
    );
    return customers.find(({ metadata }) => metadata.user_id === userId)?.id ?? null;
  }

  async createPayment(command: CreatePaymentCommand): Promise<StripePayment> {
    const { idempotencyKey, attemptId, amount, customerId, orderId, orderNumber, userId } = command;
    const parameters: Stripe.PaymentIntentCreateParams = {
      amount: amount.amountMinor,
      currency: amount.currency,
      customer: customerId,
      metadata: { order_id: orderId, order_number: orderNumber, user_id: userId, attempt_id: attemptId },
    };
    const intent = await this.#call('write', (options) =>
      this.stripe.paymentIntents.create(parameters, { ...options, idempotencyKey }),
    );
    // A replay shows the object as it was created, not as it is.
    if (intent.lastResponse.headers['idempotent-replayed'] === 'true') return this.retrievePayment(intent.id);
    return toStripePayment(intent, answeredAt(intent));
  }

  async retrievePayment(paymentIntentId: string): Promise<StripePayment> {
    const intent = await this.#call('read', (options) =>
      this.stripe.paymentIntents.retrieve(paymentIntentId, {}, options),
    );
    return toStripePayment(intent, answeredAt(intent));
  }

  async findPayment(customerId: string, attemptId: string, since: Date): Promise<StripePayment | null> {
    const created = { gte: Math.floor(since.getTime() / 1_000) - CLOCK_SKEW_S };
    const intents = await this.#call('read', (options) =>
      this.stripe.paymentIntents
        .list({ customer: customerId, created, limit: PAGE_SIZE }, options)
        .autoPagingToArray({ limit: MAX_LISTED }),
    );
    const found = intents.find(({ metadata }) => metadata.attempt_id === attemptId);
    return found ? this.retrievePayment(found.id) : null;
  }

  async cancelPayment(paymentIntentId: string): Promise<StripePayment> {
    try {
      await this.#call('write', (options) => this.stripe.paymentIntents.cancel(paymentIntentId, {}, options));
    } catch (error) {
      // Refused since it has ended, or perhaps done in spite of a 5xx: what it is now tells which.
      const ended = error instanceof StripeRejectedError && error.code === 'payment_intent_unexpected_state';
      if (!ended && !(error instanceof StripeOutcomeUnknownError)) throw error;
    }
    return this.retrievePayment(paymentIntentId);
  }

  async #call<T>(kind: 'read' | 'write', attempt: (options: { timeout: number }) => Promise<T>): Promise<T> {
    invariant(!this.transactions.inTransaction, 'Stripe must not be called while a transaction is open.');
    return callStripe(kind, attempt, this.deadlineMs);
  }
}

/** Stripe's clock, in whole seconds. */
function answeredAt({ lastResponse }: Stripe.Response<unknown>): Date {
  const date = new Date(lastResponse.headers.date ?? Number.NaN);
  invariant(!Number.isNaN(date.getTime()), "Stripe's answer has no readable Date header.");
  return date;
}
