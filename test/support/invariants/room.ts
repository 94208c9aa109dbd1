import { groupBy, idOf, type Picture } from './picture.js';

/** Stripe's refusals of a refund that is more than there is to give back. */
const NO_ROOM = new Set(['charge_already_refunded', 'amount_too_large', 'refund_exceeds_charge']);

/**
 * Room is reserved here, under a lock: Stripe is never the one who finds that a refund of ours is too much, unless somebody
 * gave money back, or took it, without us.
 */
export function refundsBeyondRoom({ ours, stripes }: Picture): string[] {
  const foreign = stripes.refunds.filter(({ metadata }) => metadata?.refund_id === undefined);
  const moved = groupBy([...foreign, ...stripes.disputes], ({ payment_intent }) => idOf(payment_intent));
  return ours.refunds
    .filter(({ failureCode, intent }) => NO_ROOM.has(failureCode ?? '') && !moved.has(intent))
    .map(
      ({ id, amount, failureCode }) => `room: refund ${id} of ${amount} was one too many (${failureCode})`,
    );
}
