import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import { invalidRequest } from '../core/stripe-error.js';
import { found } from '../http/standard-routes.js';

/** The charge that `object` names (itself, or by its intent), or the newest one; it must be usable. */
export function chargeForTrigger(
  op: Operation,
  object: string | undefined,
  usable: (charge: Stripe.Charge) => boolean,
): Stripe.Charge {
  if (object === undefined) {
    for (const charge of op.newestFirst('charges')) if (usable(charge)) return charge;
    throw invalidRequest('There is no charge that this could happen to.', { param: 'object' });
  }
  const intent = op.get('payment_intents', object);
  const id = typeof intent?.latest_charge === 'string' ? intent.latest_charge : object;
  const charge = found(op, 'charges', id, 'charge', 'object');
  if (usable(charge)) return charge;
  throw invalidRequest(`This cannot happen to charge ${charge.id} in the state that it is in.`, {
    param: 'object',
  });
}
