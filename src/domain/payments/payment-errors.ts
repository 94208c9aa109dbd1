import { Currency } from '../shared/currency.js';
import { DomainError } from '../shared/domain-error.js';
import { formatMinor, type Money } from '../shared/money.js';

export class AttemptTransitionError extends DomainError {
  constructor(from: string, to: string) {
    super('attempt_transition_illegal', 'conflict', `A payment attempt cannot go from ${from} to ${to}.`);
  }
}

export const orderNotFound = (): DomainError =>
  new DomainError('order_not_found', 'not_found', 'There is no order with this id.');

export const permissionDenied = (): DomainError =>
  new DomainError('permission_denied', 'forbidden', 'This order belongs to another user.');

export const orderNotPayable = (status: string): DomainError =>
  new DomainError(
    'order_not_payable',
    'conflict',
    `The order is ${status} and cannot be paid. Place a new order.`,
  );

export const paymentAlreadyProcessed = (status: string): DomainError =>
  new DomainError(
    'payment_already_processed',
    'conflict',
    `The order is ${status}: it is paid for already, or its payment is on the way.`,
  );

export const paymentReplaced = (): DomainError =>
  new DomainError(
    'payment_replaced',
    'conflict',
    'The order is being paid in another way at this moment. Go on there, or try again.',
  );

export function amountTooSmall(total: Money, minimumMinor: number): DomainError {
  const minimum = formatMinor(minimumMinor, Currency.of(total.currency).exponent);
  return new DomainError(
    'amount_too_small',
    'unprocessable',
    `The total of ${total.toString()} is below the smallest amount that can be charged: ${minimum} ${total.currency}.`,
  );
}

/**
 * Stripe's least is one in the currency that it settles in, at its rate of the day: of a currency that it has no least of its own
 * for, only Stripe can tell. Its words name both amounts.
 */
export const amountTooSmallToSettle = (cause: Error): DomainError =>
  new DomainError(
    'amount_too_small',
    'unprocessable',
    `The total is below the smallest amount that can be charged. Stripe says: ${cause.message}`,
    { cause },
  );

/** Stripe takes what a currency has coins for: Kuwait's fils by tens, Iceland's krona whole. */
export function assertInSteps(amount: Money): void {
  const { stepMinor } = Currency.of(amount.currency);
  if (amount.amountMinor % stepMinor === 0) return;
  const message = `An amount in ${amount.currency} must be a multiple of ${stepMinor} minor units.`;
  throw new DomainError('amount_invalid', 'unprocessable', message, {
    errors: [{ field: 'amount', message }],
  });
}

export const paymentIntentCreationFailed = (cause: unknown): DomainError =>
  new DomainError(
    'payment_intent_creation_failed',
    'upstream_failed',
    'Stripe refused to open the payment. Try again; if it stays so, the shop must look at it.',
    { cause },
  );

export const paymentCloseFailed = (cause: unknown): DomainError =>
  new DomainError(
    'payment_close_failed',
    'upstream_failed',
    'Stripe refused to close the open payment, so the order cannot be cancelled. The shop must look at it.',
    { cause },
  );

export const stripeUnavailable = (cause: unknown): DomainError =>
  new DomainError(
    'stripe_unavailable',
    'unavailable',
    'Stripe cannot be reached right now. Nothing was charged; try again in a moment.',
    { cause },
  );
