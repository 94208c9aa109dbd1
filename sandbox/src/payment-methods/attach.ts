import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import { StripeError, invalidRequest } from '../core/stripe-error.js';
import { isDeleted } from '../customers/customer.js';
import { cardByNumber } from './test-cards.js';

/** Saves a payment method to a customer. A card that declines is refused, but for the one that only fails later. */
export function attachTo(
  op: Operation,
  method: Stripe.PaymentMethod,
  customer: string,
): Stripe.PaymentMethod {
  if (method.customer === customer) return method;
  if (method.customer !== null)
    throw invalidRequest('The payment method you provided has already been attached to a customer.');
  const instrument = op.must('instruments', method.id);
  if (instrument.used)
    throw invalidRequest(
      'This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and may not be used again.',
    );
  const known = cardByNumber(instrument.number);
  if (known?.decline && !known.attachable)
    throw new StripeError(402, {
      type: 'card_error',
      code: known.decline.code,
      decline_code: known.decline.decline_code,
      message: known.decline.message,
      param: known.decline.param ?? '',
    });
  const checked = method.card && { ...method.card, checks: passedChecks(method.card) };
  const attached = op.put('payment_methods', { ...method, ...(checked ? { card: checked } : {}), customer });
  op.emit('payment_method.attached', attached);
  return attached;
}

/** Takes a payment method from its customer for good: it cannot be attached again. */
export function detach(op: Operation, method: Stripe.PaymentMethod): Stripe.PaymentMethod {
  if (method.customer === null)
    throw invalidRequest(
      'The payment method you provided is not attached to a customer so detachment is impossible.',
    );
  op.change('instruments', method.id, { used: true });
  const detached = op.put('payment_methods', { ...method, customer: null });
  for (const customer of op.newestFirst('customers'))
    if (
      customer.id === method.customer &&
      !isDeleted(customer) &&
      customer.invoice_settings.default_payment_method === method.id
    )
      op.put('customers', {
        ...customer,
        invoice_settings: { ...customer.invoice_settings, default_payment_method: null },
      });
  op.emit('payment_method.detached', detached, method);
  return detached;
}

/** A customer is being deleted. */
export function detachAll(op: Operation, customer: string): void {
  for (const method of [...op.newestFirst('payment_methods')])
    if (method.customer === customer) detach(op, method);
}

function passedChecks(card: Stripe.PaymentMethod.Card): Stripe.PaymentMethod.Card['checks'] {
  const passed = (check: string | null | undefined): string | null =>
    check === 'unchecked' ? 'pass' : (check ?? null);
  return {
    address_line1_check: passed(card.checks?.address_line1_check),
    address_postal_code_check: passed(card.checks?.address_postal_code_check),
    cvc_check: passed(card.checks?.cvc_check),
  };
}
