import { groupBy, idOf, type Picture } from './picture.js';

/** What was announced: once each, to everyone, and only what is so. */
export function announcementsAgainstTruth(picture: Picture): string[] {
  const { ours } = picture;
  const bySubject = groupBy(ours.announcements, ({ subject }) => subject);
  const waiting = ours.announcements.filter(({ isSent }) => !isSent);
  const heldOrders = ordersHeldFromTheStart(picture);
  const heldNow = ordersUnderReview(picture);
  const problems = ours.orders.flatMap(({ id, number, status, total }) => {
    const count = (type: string): number =>
      (bySubject.get(id) ?? []).filter((announcement) => announcement.type === type).length;
    const wasPaid = BEYOND.has(status);
    const isDue = (status === 'paid' || status === 'partially_refunded') && !heldNow.has(id);
    const isAllowed = wasPaid && !heldOrders.has(id);
    const found = [];
    if (total > 0 && count('order.paid') !== (wasPaid ? 1 : 0))
      found.push(`${status}, and announced paid ${count('order.paid')} times`);
    if (total > 0 && isDue && count('order.fulfillable') !== 1)
      found.push(`${status}, and announced fulfillable ${count('order.fulfillable')} times`);
    if (!isAllowed && count('order.fulfillable') > 0)
      found.push(`${status}${heldOrders.has(id) ? ' under review' : ''}, and announced fulfillable`);
    return found.map((problem) => `fulfilment: order ${number} is ${problem}`);
  });
  return [
    ...problems,
    ...waiting.map(({ type, subject }) => `outbox: ${type} of ${subject} has not been handed on`),
  ];
}

const BEYOND = new Set(['paid', 'partially_refunded', 'refunded', 'disputed', 'charged_back']);

function ordersUnderReview({ ours, stripes }: Picture): Set<string> {
  const orderOf = new Map(ours.attempts.map(({ intent, orderId }) => [intent, orderId]));
  return new Set(stripes.reviews.map(({ payment_intent }) => orderOf.get(idOf(payment_intent)) ?? ''));
}

/** Radar's rules opened these before the money came, and nobody has closed them since. */
function ordersHeldFromTheStart(picture: Picture): Set<string> {
  const { stripes } = picture;
  const byRule = stripes.reviews.filter(({ opened_reason }) => opened_reason === 'rule');
  return ordersUnderReview({ ...picture, stripes: { ...stripes, reviews: byRule } });
}
