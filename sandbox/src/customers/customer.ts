import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import { missing } from '../core/stripe-error.js';
import { found } from '../http/standard-routes.js';

/** A live customer, or Stripe's error. `param` names the parameter that held the id, if it was not the path. */
export function liveCustomer(op: Operation, id: string | undefined, param?: string): Stripe.Customer {
  const customer = found(op, 'customers', id, 'customer', param);
  if (isDeleted(customer)) throw missing('customer', customer.id, param);
  return customer;
}

/** A deleted customer stays as `{ id, object, deleted: true }`. */
export function isDeleted(
  customer: Stripe.Customer | Stripe.DeletedCustomer,
): customer is Stripe.DeletedCustomer {
  return customer.deleted === true;
}

/** Null where Stripe keeps null: for what was not sent, or sent as ''. */
export function orNull<T>(value: T | '' | null | undefined): T | null {
  return value === undefined || value === '' ? null : value;
}

/** An address with every field present. */
export function fullAddress(address: Stripe.AddressParam | '' | null | undefined): Stripe.Address | null {
  if (address === undefined || address === null || address === '') return null;
  const { city, country, line1, line2, postal_code, state } = address;
  return {
    city: orNull(city),
    country: orNull(country),
    line1: orNull(line1),
    line2: orNull(line2),
    postal_code: orNull(postal_code),
    state: orNull(state),
  };
}
