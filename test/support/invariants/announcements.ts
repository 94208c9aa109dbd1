import { groupBy, idOf, type Picture } from './picture.js';

/** What was announced: once each, to everyone, and only what is so. */
export function announcementsAgainstTruth(picture: Picture): string[] {
  const { ours } = picture;
  const bySubject = groupBy(ours.announcements, ({ subject }) => subject);
  const waiting = ours.announcements.filter(({ isSent }) => !isSent);
  const heldOrders = ordersHeldFromTheStart(picture);
  const heldNow = ordersUnderReview(picture);
  const notLetGo = ordersThatNobodyLetGo(picture);
  const returning = ordersGoingBackInFull(picture);
  const problems = ours.orders.flatMap(({ id, number, status, total }) => {
    const count = (type: string): number =>
      (bySubject.get(id) ?? []).filter((announcement) => announcement.type === type).length;
    const wasPaid = BEYOND.has(status);
    const isOurs = status === 'paid' || status === 'partially_refunded';
    const isDue = isOurs && !heldNow.has(id) && !notLetGo.has(id) && !returning.has(id);
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
    ...newsOfEnds(picture, bySubject),
    ...mailsMissing(picture),
    ...waiting.map(({ type, subject }) => `outbox: ${type} of ${subject} has not been handed on`),
  ];
}

type Told = ReadonlyMap<string, Picture['ours']['announcements']>;

const OVER = new Set(['won', 'lost', 'prevented', 'warning_closed']);

/** Of orders that have closed, refunds and disputes. */
function newsOfEnds({ ours }: Picture, told: Told): string[] {
  const count = (subject: string, type: string): number =>
    (told.get(subject) ?? []).filter((announcement) => announcement.type === type).length;
  const taken = new Set(
    ours.attempts.filter(({ paymentStatus }) => paymentStatus === 'succeeded').map(({ intent }) => intent),
  );
  const closed = ours.orders.filter(({ status }) => status === 'cancelled' || status === 'expired');
  const refunds = ours.refunds.filter(
    ({ intent, reason }) => taken.has(intent) && reason !== 'expired_uncaptured_charge',
  );
  return [
    ...closed
      .filter(({ id, status }) => count(id, `order.${status}`) !== 1)
      .map(({ number, status }) => `order ${number} is ${status}`),
    ...refunds
      .filter(({ id, status }) => status === 'succeeded' && count(id, 'refund.succeeded') !== 1)
      .map(({ id }) => `refund ${id} has succeeded`),
    ...refunds
      .filter(({ id, status }) => CAME_BACK.has(status) && count(id, 'refund.failed') !== 1)
      .map(({ id, status }) => `refund ${id} is ${status}`),
    ...ours.disputes
      .filter(({ id }) => count(id, 'dispute.opened') !== 1)
      .map(({ stripeId }) => `dispute ${stripeId} is there`),
    ...ours.disputes
      .filter(({ id, status }) => OVER.has(status) && count(id, 'dispute.closed') === 0)
      .map(({ stripeId, status }) => `dispute ${stripeId} is ${status}`),
  ].map((news) => `announcements: ${news}, and that was not announced once`);
}

const CAME_BACK = new Set(['failed', 'canceled']);
const GIVES_NOTHING = new Set([...CAME_BACK, 'rejected']);
const LETS_GO = new Set(['approved', 'acknowledged']);
/** Receipts and notices of refunds for the customer, disputes for each operator: here there is one. */
const MAILED = new Set(['order.paid', 'refund.succeeded', 'dispute.opened']);

function mailsMissing({ ours }: Picture): string[] {
  return ours.announcements
    .filter(({ type, isSent, mails }) => MAILED.has(type) && isSent && mails !== 1)
    .map(({ type, subject, mails }) => `mails: ${type} of ${subject} led to ${mails}`);
}

const BEYOND = new Set(['paid', 'partially_refunded', 'refunded', 'disputed', 'charged_back']);

function ordersUnderReview({ ours, stripes }: Picture): Set<string> {
  const orderOf = new Map(ours.attempts.map(({ intent, orderId }) => [intent, orderId]));
  return new Set(stripes.reviews.map(({ payment_intent }) => orderOf.get(idOf(payment_intent)) ?? ''));
}

/**
 * Stripe closes a review itself when the money goes back. Where that fails, whoever was to look at the payment has not let
 * it go, and a finding says that the money is here. By what we know: Stripe lists open reviews only, and events for a month.
 */
function ordersThatNobodyLetGo({ ours }: Picture): Set<string> {
  const closed = ours.reviews.filter(
    ({ status, closedReason }) => status === 'closed' && !LETS_GO.has(closedReason ?? ''),
  );
  return new Set(closed.map(({ orderId }) => orderId));
}

/** What has all of its money given back, or on its way back, before it could be delivered need not be any more. */
function ordersGoingBackInFull({ ours }: Picture): Set<string> {
  const refundsOf = groupBy(ours.refunds, ({ intent }) => intent);
  const intentOf = new Map(ours.attempts.map(({ id, intent }) => [id, intent]));
  const reserved = (paidBy: string | null): number =>
    (refundsOf.get(intentOf.get(paidBy ?? '') ?? '') ?? [])
      .filter(({ status, reason }) => !GIVES_NOTHING.has(status) && reason !== 'expired_uncaptured_charge')
      .reduce((sum, { amount }) => sum + amount, 0);
  return new Set(
    ours.orders.filter(({ paidBy, captured }) => reserved(paidBy) >= captured).map(({ id }) => id),
  );
}

/** Radar's rules opened these before the money came, and nobody has closed them since. */
function ordersHeldFromTheStart(picture: Picture): Set<string> {
  const { stripes } = picture;
  const byRule = stripes.reviews.filter(({ opened_reason }) => opened_reason === 'rule');
  return ordersUnderReview({ ...picture, stripes: { ...stripes, reviews: byRule } });
}
