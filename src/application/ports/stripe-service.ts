import type { PaymentStatus } from '../../domain/payments/payment-status.js';
import type { CaptureMethod } from '../../domain/shared/capture-method.js';
import type { Money } from '../../domain/shared/money.js';

/** A PaymentIntent in our language. */
export interface StripePayment {
  readonly id: string;
  readonly status: PaymentStatus;
  /** As Stripe says, unchecked: whether it is what we asked for is for the use case to compare. */
  readonly amountMinor: number;
  readonly currency: string;
  readonly amountReceivedMinor: number;
  /** What is authorised and can still be captured. */
  readonly amountCapturableMinor: number;
  readonly captureMethod: CaptureMethod;
  /** The latest charge (`ch_...`), once there is one. */
  readonly chargeId: string | null;
  /** Radar's review of it (`prv_...`), open or closed; null where there was none. */
  readonly reviewId: string | null;
  /** Null: an event's envelope and its object contradict each other. */
  readonly livemode: boolean | null;
  /** Our own ids, as they stand in the metadata; null where the object is not ours. */
  readonly orderId: string | null;
  readonly orderNumber: string | null;
  readonly attemptId: string | null;
  /** Why it was cancelled: `automatic` or `expired` where a hold lapsed. */
  readonly cancellationReason: string | null;
  readonly lastErrorCode: string | null;
  readonly lastErrorMessage: string | null;
  /** Handed to the payer's browser only; never stored, never logged. */
  readonly clientSecret: string | null;
  /** By Stripe's clock: not later than it was asked for; an event's `created`. */
  readonly askedAt: Date;
  /** By Stripe's clock: the `Date` of the answer; an event's `created`. */
  readonly asOf: Date;
}

/** Frozen with the attempt's row: a retry sends the very same parameters under the same key. */
export interface CreatePaymentCommand {
  readonly idempotencyKey: string;
  readonly attemptId: string;
  readonly amount: Money;
  readonly captureMethod: CaptureMethod;
  readonly customerId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly userId: string;
}

export interface CapturePaymentCommand {
  readonly idempotencyKey: string;
  readonly paymentIntentId: string;
  readonly amountMinor: number;
}

export interface CreateCustomerCommand {
  readonly idempotencyKey: string;
  readonly userId: string;
  readonly email: string | null;
  readonly name: string;
}

/** By what a customer is found in Stripe's list: the address where there is one, else the time of the first request. */
export interface SoughtCustomer {
  readonly userId: string;
  readonly email: string | null;
  readonly requestedAt: Date;
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
  override readonly name: string = 'StripeRejectedError';

  constructor(
    message: string,
    readonly code: string | null,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Stripe has no such object: it was deleted there, or belongs to another account than the key's. */
export class StripeObjectMissingError extends StripeRejectedError {
  override readonly name = 'StripeObjectMissingError';

  /** @param param the parameter that named it: `customer`, `intent` */
  constructor(
    message: string,
    readonly param: string | null,
    options?: ErrorOptions,
  ) {
    super(message, 'resource_missing', options);
  }
}

/** Stripe's payment is not the one that was asked for; a finding stands, and nobody must be asked to pay it. */
export class PaymentMisfitError extends StripeRejectedError {
  override readonly name = 'PaymentMisfitError';

  constructor(readonly payment: StripePayment) {
    super(`Payment ${payment.id} is not the one that was asked for.`, null);
  }
}

/**
 * Stripe, in our language. Every method has one deadline (8 s, its retries and pages included) and throws
 * `StripeUnavailableError`, `StripeOutcomeUnknownError` or `StripeRejectedError`. Refuses to be called while a
 * transaction is open.
 */
export abstract class IStripeService {
  /** Whether our key moves real money. Objects of the other mode are not ours. */
  abstract readonly livemode: boolean;

  /** All calls inside `work` share one deadline, so that somebody who waits for several waits no longer than for one. */
  abstract sharingDeadline<T>(work: () => Promise<T>): Promise<T>;

  /** @returns the customer's id (`cus_...`). */
  abstract createCustomer(command: CreateCustomerCommand): Promise<string>;
  /** By listing, never by search, which lags. Null only when Stripe has none with this user id in its metadata. */
  abstract findCustomer(customer: SoughtCustomer): Promise<string | null>;
  /** The same again changes nothing, so no key is needed. @throws StripeObjectMissingError for one that is gone */
  abstract changeCustomerEmail(customerId: string, email: string): Promise<void>;
  /** One that is gone already stays gone. */
  abstract deleteCustomer(customerId: string): Promise<void>;

  abstract createPayment(command: CreatePaymentCommand): Promise<StripePayment>;
  abstract retrievePayment(paymentIntentId: string): Promise<StripePayment>;
  /** By listing the customer's PaymentIntents made since `since` and our id in their metadata. */
  abstract findPayment(customerId: string, attemptId: string, since: Date): Promise<StripePayment | null>;
  /** Charges what is held, all or part of it; the rest is released. Answers the payment as it stands then. */
  abstract capturePayment(command: CapturePaymentCommand): Promise<StripePayment>;
  /**
   * Cancels, and answers the payment as it stands then; one that has already ended is left as it is. Needs no
   * persistent key: a second cancellation changes nothing. @throws StripeOutcomeUnknownError: it was not cancelled, and
   * can be asked for again
   */
  abstract cancelPayment(paymentIntentId: string): Promise<StripePayment>;
}
