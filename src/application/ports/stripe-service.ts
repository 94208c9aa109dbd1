import type { Money } from '../../domain/shared/money.js';

/** Where a payment stands at Stripe. Names as Stripe's PaymentIntent has them. */
export type PaymentStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'processing'
  | 'requires_capture'
  | 'succeeded'
  | 'canceled';

/** A PaymentIntent in our language. */
export interface StripePayment {
  readonly id: string;
  readonly status: PaymentStatus;
  readonly amount: Money;
  readonly amountReceivedMinor: number;
  readonly livemode: boolean;
  readonly customerId: string | null;
  /** Our own ids, as they stand in the metadata; null where the object is not ours. */
  readonly orderId: string | null;
  readonly attemptId: string | null;
  readonly lastErrorCode: string | null;
  readonly lastErrorMessage: string | null;
  /** Handed to the payer's browser only; never stored, never logged. */
  readonly clientSecret: string | null;
  /** By Stripe's clock: the `Date` of the answer. What is strictly newer wins. */
  readonly asOf: Date;
}

/** Frozen with the attempt's row: a retry sends the very same parameters under the same key. */
export interface CreatePaymentCommand {
  readonly idempotencyKey: string;
  readonly attemptId: string;
  readonly amount: Money;
  readonly customerId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly userId: string;
}

export interface CreateCustomerCommand {
  readonly idempotencyKey: string;
  readonly userId: string;
  readonly email: string;
  readonly name: string;
}

/** Stripe is out of reach, slow beyond the deadline, or over its limits: the outcome may be unknown. Try again later with the same key. */
export class StripeUnavailableError extends Error {
  override readonly name = 'StripeUnavailableError';
}

/** Stripe answered 5xx and stores that answer under the key: look the object up before a new key is used. */
export class StripeOutcomeUnknownError extends Error {
  override readonly name = 'StripeOutcomeUnknownError';
}

/** Stripe understood and refused. A retry with the same parameters is refused again. */
export class StripeRejectedError extends Error {
  override readonly name = 'StripeRejectedError';

  constructor(
    message: string,
    readonly code: string | null,
  ) {
    super(message);
  }
}

/**
 * Stripe, in our language. Every method has one deadline (8 s, its retries included) and throws
 * `StripeUnavailableError`, `StripeOutcomeUnknownError` or `StripeRejectedError`. Refuses to be called while a
 * transaction is open.
 */
export abstract class IStripeService {
  /** @returns the customer's id (`cus_...`). */
  abstract createCustomer(command: CreateCustomerCommand): Promise<string>;
  /** By listing, never by search, which lags. Null only when Stripe has none with this user id in its metadata. */
  abstract findCustomer(email: string, userId: string): Promise<string | null>;

  abstract createPayment(command: CreatePaymentCommand): Promise<StripePayment>;
  abstract retrievePayment(paymentIntentId: string): Promise<StripePayment>;
  /** By listing the customer's PaymentIntents made since `since` and our id in their metadata. */
  abstract findPayment(customerId: string, attemptId: string, since: Date): Promise<StripePayment | null>;
  /** Cancels; a payment that has already ended is returned as it stands. */
  abstract cancelPayment(paymentIntentId: string, idempotencyKey: string): Promise<StripePayment>;
}
