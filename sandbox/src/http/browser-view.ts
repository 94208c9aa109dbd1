import { invalidRequest } from '../core/stripe-error.js';

type Plain = Record<string, unknown>;

/**
 * What a publishable key sees of an intent that its client secret opens: the fields that `@stripe/stripe-js` declares,
 * and the few more that Stripe sends. Metadata, the customer, charges and whatever else is the seller's stay out.
 */
const VISIBLE: Record<string, ReadonlySet<string>> = {
  payment_intent: new Set(
    (
      'id object amount amount_details automatic_payment_methods canceled_at cancellation_reason capture_method ' +
      'client_secret confirmation_method created currency description last_payment_error livemode next_action ' +
      'payment_method payment_method_configuration_details payment_method_types processing receipt_email ' +
      'setup_future_usage shipping source status'
    ).split(' '),
  ),
  setup_intent: new Set(
    (
      'id object automatic_payment_methods cancellation_reason client_secret created description last_setup_error ' +
      'livemode next_action payment_method payment_method_configuration_details payment_method_types status usage'
    ).split(' '),
  ),
};

/** An answer as a browser gets it, errors with the intent inside them included. */
export function browserView(body: object): object {
  const { error } = body as { error?: Plain };
  if (error === undefined) return visible(body as Plain);
  const shown = Object.entries(error).map(([key, value]) => [
    key,
    typeof value === 'object' && value !== null ? visible(value as Plain) : value,
  ]);
  return { error: Object.fromEntries(shown) as Plain };
}

/** A browser may expand the payment method, which its customer gave, and nothing beyond it. */
export function checkBrowserExpand(paths: string[] | undefined): void {
  const refused = paths?.find((path) => path !== 'payment_method');
  if (refused !== undefined)
    throw invalidRequest(`This property cannot be expanded with a publishable key (${refused}).`, {
      param: 'expand',
    });
}

function visible(object: Plain): Plain {
  const fields = VISIBLE[String(object.object)];
  return fields ? Object.fromEntries(Object.entries(object).filter(([key]) => fields.has(key))) : object;
}
