import type Stripe from 'stripe';
import {
  type CapturePaymentCommand,
  type CreateCustomerCommand,
  type CreatePaymentCommand,
  IStripeService,
  StripeObjectMissingError,
  type SoughtCustomer,
  StripeOutcomeUnknownError,
  type StripePayment,
  StripeRejectedError,
} from '../../application/ports/stripe-service.js';
import { isFinal } from '../../domain/payments/payment-status.js';
import { isReplay, type StripeCaller } from './stripe-caller.js';
import { createdSince } from './lists.js';
import { toStripePayment } from './to-stripe-payment.js';

/** Customers and payments at Stripe, by its SDK. */
export class StripeService extends IStripeService {
  constructor(
    private readonly stripe: Stripe,
    private readonly caller: StripeCaller,
    readonly livemode: boolean,
  ) {
    super();
  }

  async sharingDeadline<T>(work: () => Promise<T>): Promise<T> {
    return this.caller.sharingDeadline(work);
  }

  async createCustomer(command: CreateCustomerCommand): Promise<string> {
    const { idempotencyKey, userId, email, name } = command;
    const customer = await this.caller.write((options) =>
      this.stripe.customers.create(
        { ...(email !== null && { email }), name, metadata: { user_id: userId } },
        { ...options, idempotencyKey },
      ),
    );
    return customer.id;
  }

  async findCustomer({ userId, email, requestedAt }: SoughtCustomer): Promise<string | null> {
    const sought = email === null ? { created: createdSince(requestedAt) } : { email };
    const found = await this.caller.findListed(
      (page, options) => this.stripe.customers.list({ ...sought, ...page }, options),
      ({ metadata }) => metadata.user_id === userId,
    );
    return found?.id ?? null;
  }

  async changeCustomerEmail(customerId: string, email: string): Promise<void> {
    await this.caller.write((options) => this.stripe.customers.update(customerId, { email }, options));
  }

  async deleteCustomer(customerId: string): Promise<void> {
    try {
      await this.caller.write((options) => this.stripe.customers.del(customerId, {}, options));
    } catch (error) {
      if (!(error instanceof StripeObjectMissingError)) throw error;
    }
  }

  async createPayment(command: CreatePaymentCommand): Promise<StripePayment> {
    const { idempotencyKey, attemptId, amount, captureMethod, customerId, orderId, orderNumber, userId } =
      command;
    const parameters: Stripe.PaymentIntentCreateParams = {
      amount: amount.amountMinor,
      currency: amount.currency,
      customer: customerId,
      // Automatic is what Stripe does unasked, in the way that it thinks best.
      ...(captureMethod === 'manual' ? { capture_method: 'manual' } : {}),
      metadata: { order_id: orderId, order_number: orderNumber, user_id: userId, attempt_id: attemptId },
    };
    return this.sharingDeadline(async () => {
      const { body: intent, times } = await this.caller.timed('write', (options) =>
        this.stripe.paymentIntents.create(parameters, { ...options, idempotencyKey }),
      );
      return isReplay(intent) ? this.retrievePayment(intent.id) : toStripePayment(intent, times);
    });
  }

  async retrievePayment(paymentIntentId: string): Promise<StripePayment> {
    const { body: intent, times } = await this.caller.timed('read', (options) =>
      this.stripe.paymentIntents.retrieve(paymentIntentId, {}, options),
    );
    return toStripePayment(intent, times);
  }

  async findPayment(customerId: string, attemptId: string, since: Date): Promise<StripePayment | null> {
    const created = createdSince(since);
    return this.sharingDeadline(async () => {
      const found = await this.caller.findListed(
        (page, options) =>
          this.stripe.paymentIntents.list({ customer: customerId, created, ...page }, options),
        ({ metadata }) => metadata.attempt_id === attemptId,
      );
      return found ? this.retrievePayment(found.id) : null;
    });
  }

  async capturePayment(command: CapturePaymentCommand): Promise<StripePayment> {
    const { idempotencyKey, paymentIntentId, amountMinor } = command;
    return this.sharingDeadline(async () => {
      const { body: intent, times } = await this.caller.timed('write', (options) =>
        this.stripe.paymentIntents.capture(
          paymentIntentId,
          { amount_to_capture: amountMinor },
          { ...options, idempotencyKey },
        ),
      );
      return isReplay(intent) ? this.retrievePayment(intent.id) : toStripePayment(intent, times);
    });
  }

  async cancelPayment(paymentIntentId: string): Promise<StripePayment> {
    return this.sharingDeadline(async () => {
      let doubt: StripeOutcomeUnknownError | null = null;
      try {
        await this.caller.write((options) => this.stripe.paymentIntents.cancel(paymentIntentId, {}, options));
      } catch (error) {
        // Refused since it has ended, or perhaps done in spite of a 5xx: what it is now tells which.
        const ended =
          error instanceof StripeRejectedError && error.code === 'payment_intent_unexpected_state';
        if (error instanceof StripeOutcomeUnknownError) doubt = error;
        else if (!ended) throw error;
      }
      const payment = await this.retrievePayment(paymentIntentId);
      // It can be paid, or captured, as before: nothing kept Stripe from cancelling it but the error.
      if (doubt !== null && !isFinal(payment.status) && payment.status !== 'processing') throw doubt;
      return payment;
    });
  }
}
