import type Stripe from 'stripe';
import { idOf } from '../core/id-of.js';
import type { Operation } from '../core/operation.js';
import { invalidRequest, missing } from '../core/stripe-error.js';
import { methodFromToken } from './create-payment-method.js';

/** The payment method with this id, or a new one for a test token. `param` names where the id stood. */
export function requirePaymentMethod(op: Operation, id: string, param?: string): Stripe.PaymentMethod {
  const method = op.get('payment_methods', id) ?? methodFromToken(op, id);
  if (method) return method;
  throw missing('PaymentMethod', id, param);
}

/** Refuses a payment method that another customer holds, or that was used up. */
export function checkUsable(op: Operation, method: Stripe.PaymentMethod, customer: string | null): void {
  if (method.customer !== null && method.customer !== customer) {
    const message =
      customer === null
        ? 'The provided PaymentMethod cannot be used without its customer. Please include the Customer in the `customer` parameter on the PaymentIntent.'
        : `The provided PaymentMethod belongs to another customer. Please pass the customer ${idOf(method.customer)}.`;
    throw invalidRequest(message, { param: 'payment_method' });
  }
  if (method.customer === null && op.get('instruments', method.id)?.used === true)
    throw invalidRequest(
      'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.',
      { param: 'payment_method' },
    );
}
