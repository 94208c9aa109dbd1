import type Stripe from 'stripe';
import { isGivenUp, isImpostor, isLive } from './intents.js';
import type { Picture } from './picture.js';

/** One customer a user, one open way to pay an order, one PaymentIntent an attempt, one refund a row; and ours is that one. */
export function duplicatesAtStripe(picture: Picture): string[] {
  const { ours, stripes } = picture;
  const known = new Set(ours.customers.map(({ stripeId }) => stripeId));
  const unknown = stripes.customers.filter(({ id, metadata }) => metadata.user_id && !known.has(id));
  const payable = [
    ...stripes.intents.filter((intent) => isLive(intent) && intent.metadata.attempt_id),
    ...stripes.sessions.filter(({ status, metadata }) => status === 'open' && metadata?.attempt_id),
  ].filter((each) => !isGivenUp(picture, each) && !isImpostor(each));
  const attempts = [...new Map(payable.map((each) => [each.metadata?.attempt_id, each])).values()];
  return [
    ...repeated(stripes.customers, 'user_id').map((id) => `user ${id} has several customers at Stripe`),
    ...repeated(attempts, 'order_id').map((id) => `order ${id} can be paid in several ways at Stripe`),
    ...repeated(
      stripes.intents.filter((intent) => isNotCanceled(intent) && !isImpostor(intent)),
      'attempt_id',
    ).map((id) => `attempt ${id} has several PaymentIntents at Stripe`),
    ...repeated(stripes.refunds, 'refund_id').map((id) => `refund ${id} was made several times at Stripe`),
    ...unknown.map(({ id }) => `customer ${id} at Stripe is nobody's here`),
  ];
}

const isNotCanceled = ({ status }: Stripe.PaymentIntent): boolean => status !== 'canceled';

function repeated(objects: readonly { readonly metadata: Stripe.Metadata | null }[], key: string): string[] {
  const values = objects.map(({ metadata }) => metadata?.[key]).filter((value) => value !== undefined);
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
