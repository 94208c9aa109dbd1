import type Stripe from 'stripe';
import {
  type CreateCheckoutCommand,
  IStripeCheckout,
  type SeenCheckout,
} from '../../application/payments/ports/stripe-checkout.js';
import {
  StripeObjectMissingError,
  StripeOutcomeUnknownError,
  StripeRejectedError,
} from '../../application/ports/stripe-service.js';
import { invariant } from '../../domain/shared/domain-error.js';
import { isCheckoutState } from '../../domain/payments/checkout-session.js';
import { type AnswerTimes, isReplay, type StripeCaller } from './stripe-caller.js';
import { createdSince } from './lists.js';
import { toStripePayment } from './to-stripe-payment.js';

/** Checkout at Stripe, by its SDK. */
export class StripeCheckout extends IStripeCheckout {
  constructor(
    private readonly stripe: Stripe,
    private readonly caller: StripeCaller,
  ) {
    super();
  }

  async create(command: CreateCheckoutCommand): Promise<SeenCheckout> {
    const { idempotencyKey } = command;
    const parameters = toParameters(command);
    return this.caller.sharingDeadline(async () => {
      const { body: session, times } = await this.caller.timed('write', (options) =>
        this.stripe.checkout.sessions.create(parameters, { ...options, idempotencyKey }),
      );
      return isReplay(session) ? this.retrieve(session.id) : toSeenCheckout(session, times);
    });
  }

  async retrieve(sessionId: string): Promise<SeenCheckout> {
    const { body: session, times } = await this.caller.timed('read', (options) =>
      this.stripe.checkout.sessions.retrieve(sessionId, { expand: ['payment_intent'] }, options),
    );
    return toSeenCheckout(session, times);
  }

  async find(customerId: string, attemptId: string, since: Date): Promise<SeenCheckout | null> {
    const created = createdSince(since);
    return this.caller.sharingDeadline(async () => {
      const found = await this.caller.findListed(
        (page, options) =>
          this.stripe.checkout.sessions.list({ customer: customerId, created, ...page }, options),
        ({ metadata }) => metadata?.attempt_id === attemptId,
      );
      return found ? this.retrieve(found.id) : null;
    });
  }

  async expire(sessionId: string): Promise<SeenCheckout> {
    return this.caller.sharingDeadline(async () => {
      let refusal: unknown;
      try {
        await this.caller.write((options) => this.stripe.checkout.sessions.expire(sessionId, {}, options));
      } catch (error) {
        // Refused since it has ended, or perhaps done in spite of a 5xx: what it is now tells which.
        const mayHaveEnded =
          error instanceof StripeRejectedError && !(error instanceof StripeObjectMissingError);
        if (!mayHaveEnded && !(error instanceof StripeOutcomeUnknownError)) throw error;
        refusal = error;
      }
      const seen = await this.retrieve(sessionId);
      if (seen.session.status === 'open') throw refusal;
      return seen;
    });
  }
}

function toParameters(command: CreateCheckoutCommand): Stripe.Checkout.SessionCreateParams {
  const { total, orderId, attemptId } = command;
  const metadata = {
    order_id: orderId,
    order_number: command.orderNumber,
    user_id: command.userId,
    attempt_id: attemptId,
  };
  return {
    mode: 'payment',
    customer: command.customerId,
    client_reference_id: orderId,
    line_items: command.lines.map(({ name, unitAmountMinor, quantity }) => ({
      price_data: { currency: total.currency, unit_amount: unitAmountMinor, product_data: { name } },
      quantity,
    })),
    // The total is ours, tax included: Stripe adds nothing.
    automatic_tax: { enabled: false },
    metadata,
    payment_intent_data: {
      metadata,
      ...(command.captureMethod === 'manual' ? { capture_method: 'manual' } : {}),
    },
    success_url: command.successUrl,
    cancel_url: command.cancelUrl,
    // Left out, it is the browser's: https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-locale
    ...(command.locale !== null && { locale: command.locale }),
    expires_at: Math.floor(command.expiresAt.getTime() / 1_000),
  };
}

function toSeenCheckout(session: Stripe.Checkout.Session, times: AnswerTimes): SeenCheckout {
  const { id, status, metadata, payment_intent: intent } = session;
  invariant(isCheckoutState(status), `Stripe's status ${String(status)} is newer than this program.`);
  return {
    session: {
      id,
      status,
      url: session.url,
      amountMinor: session.amount_total,
      currency: session.currency,
      livemode: session.livemode,
      orderId: metadata?.order_id ?? null,
      attemptId: metadata?.attempt_id ?? null,
      isPaid: session.payment_status === 'paid',
      asOf: times.asOf,
    },
    payment: intent === null || typeof intent === 'string' ? null : toStripePayment(intent, times),
  };
}
