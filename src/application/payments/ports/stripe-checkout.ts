import type { Locale } from '../../../domain/shared/locale.js';
import type { CheckoutState } from '../../../domain/payments/checkout-session.js';
import type { CaptureMethod } from '../../../domain/shared/capture-method.js';
import type { Money } from '../../../domain/shared/money.js';
import { type StripePayment, StripeRejectedError } from '../../ports/stripe-service.js';

/** A Checkout session in our language. */
export interface StripeCheckoutSession {
  /** `cs_...` */
  readonly id: string;
  readonly status: CheckoutState;
  /** Where the payer pays; null once nobody can any more. */
  readonly url: string | null;
  /** As Stripe says, unchecked: whether it is what we asked for is for the use case to compare. */
  readonly amountMinor: number | null;
  readonly currency: string | null;
  /** Null: an event's envelope and its object contradict each other. */
  readonly livemode: boolean | null;
  /** Our own ids, as they stand in the metadata; null where the object is not ours. */
  readonly orderId: string | null;
  readonly attemptId: string | null;
  readonly isPaid: boolean;
  /** By Stripe's clock: the `Date` of the answer; an event's `created`. */
  readonly asOf: Date;
}

/** A session and, once it is complete, its payment, in one look. */
export interface SeenCheckout {
  readonly session: StripeCheckoutSession;
  readonly payment: StripePayment | null;
}

/** One line on Stripe's page. */
export interface CheckoutLine {
  readonly name: string;
  readonly unitAmountMinor: number;
  readonly quantity: number;
}

/** Frozen with the attempt's row: a retry sends the very same parameters under the same key. */
export interface CreateCheckoutCommand {
  readonly idempotencyKey: string;
  readonly attemptId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly userId: string;
  readonly customerId: string;
  /** Comes to exactly what is to be paid. */
  readonly lines: readonly CheckoutLine[];
  readonly total: Money;
  readonly captureMethod: CaptureMethod;
  readonly successUrl: string;
  readonly cancelUrl: string;
  /** Null: the browser's language. */
  readonly locale: Locale | null;
  readonly expiresAt: Date;
}

/** Stripe's session is not the one that was asked for; a finding stands, and nobody must be asked to pay it. */
export class CheckoutMisfitError extends StripeRejectedError {
  override readonly name = 'CheckoutMisfitError';

  constructor(readonly seen: SeenCheckout) {
    super(`Checkout session ${seen.session.id} is not the one that was asked for.`, null);
  }
}

/**
 * Stripe's hosted page for one payment. Every method has one deadline (8 s, its retries and pages included) and throws
 * `StripeUnavailableError`, `StripeOutcomeUnknownError` or `StripeRejectedError`.
 */
export abstract class IStripeCheckout {
  abstract create(command: CreateCheckoutCommand): Promise<SeenCheckout>;
  abstract retrieve(sessionId: string): Promise<SeenCheckout>;
  /** By listing the customer's sessions made since `since` and our id in their metadata. */
  abstract find(customerId: string, attemptId: string, since: Date): Promise<SeenCheckout | null>;
  /**
   * Expires, and answers the session as it stands then; one that has ended already is left as it is. Needs no
   * persistent key: a second call changes nothing.
   */
  abstract expire(sessionId: string): Promise<SeenCheckout>;
}
