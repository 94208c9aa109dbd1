import type Stripe from 'stripe';
import { isGivenUp, isImpostor, isLive } from './intents.js';
import { groupBy, idOf, type OrderRow, type Picture } from './picture.js';

/** What Stripe knows of one order's money. */
interface OrdersMoney {
  readonly intents: readonly Stripe.PaymentIntent[];
  /** Those that can still be paid, or wait for something, and that somebody here counts on. */
  readonly live: readonly Stripe.PaymentIntent[];
  readonly openSessions: readonly Stripe.Checkout.Session[];
  readonly hasHistoryAtStripe: boolean;
  /** The one that the order says it was paid by. */
  readonly payment: Stripe.PaymentIntent | null;
  /** Its unanswered attempt may yet turn out to be any of them. */
  readonly isUnanswered: boolean;
  /** Whoever closes what nobody is to pay any more has not had their time yet. */
  readonly isYoung: boolean;
  readonly refundsOf: (intent: Stripe.PaymentIntent) => readonly Stripe.Refund[];
  readonly disputesOf: (intent: Stripe.PaymentIntent) => readonly Stripe.Dispute[];
  readonly chargeOf: (intent: Stripe.PaymentIntent) => Stripe.Charge | undefined;
  readonly findingsAbout: (
    intent: Stripe.PaymentIntent,
  ) => readonly { readonly kind: string; readonly isOpen: boolean }[];
  /** Whether a rule of ours wanted its money back. */
  readonly isBeingReturned: (intent: Stripe.PaymentIntent) => boolean;
}

const PAID_OR_BEYOND = new Set(['paid', 'partially_refunded', 'refunded', 'disputed', 'charged_back']);
const CLOSED = new Set(['cancelled', 'expired']);
/** Findings about money that goes back by itself. */
const GIVEN_BACK = new Set(['duplicate_payment', 'payment_after_close']);
const DISPUTE_OVER = new Set(['won', 'prevented', 'warning_closed']);

/**
 * I1: paid exactly when one of its PaymentIntents succeeded as asked, and then in the status that refunds and disputes
 * say (money.md, precedence); every further or late success is refunded or stands as a finding; closed orders hold nothing.
 */
export function ordersAgainstMoney(picture: Picture): string[] {
  const { ours, stripes } = picture;
  const orderOf = ({ metadata }: { readonly metadata: Stripe.Metadata | null }) => metadata?.order_id;
  const intents = groupBy(stripes.intents, orderOf);
  const sessions = groupBy(stripes.sessions, orderOf);
  const refunds = groupBy(stripes.refunds, ({ payment_intent }) => idOf(payment_intent));
  const disputes = groupBy(stripes.disputes, ({ payment_intent }) => idOf(payment_intent));
  const byPolicy = new Set(
    ours.refunds.filter(({ requestedBy }) => requestedBy === 'policy').map(({ intent }) => intent),
  );
  const findings = groupBy(ours.findings, ({ subject }) => subject);
  const attempts = new Map(ours.attempts.map((attempt) => [attempt.id, attempt]));
  const attemptsOf = groupBy(ours.attempts, ({ orderId }) => orderId);
  const charges = new Map(stripes.charges.map((charge) => [charge.id, charge]));
  return ours.orders.flatMap((order) => {
    const own = intents.get(order.id) ?? [];
    const paidBy = attempts.get(order.paidBy ?? '')?.intent;
    const money: OrdersMoney = {
      intents: own,
      live: own.filter((intent) => isLive(intent) && !isGivenUp(picture, intent) && !isImpostor(intent)),
      openSessions: (sessions.get(order.id) ?? []).filter(
        (session) => session.status === 'open' && !isGivenUp(picture, session),
      ),
      hasHistoryAtStripe: own.length > 0 || sessions.has(order.id),
      payment: own.find(({ id }) => id === paidBy) ?? null,
      isUnanswered: (attemptsOf.get(order.id) ?? []).some(
        ({ status, isYoung }) => status === 'opening' && isYoung,
      ),
      isYoung: (attemptsOf.get(order.id) ?? []).some(({ isYoung }) => isYoung),
      refundsOf: ({ id }) => (refunds.get(id) ?? []).filter(givesBack),
      disputesOf: ({ id }) => disputes.get(id) ?? [],
      chargeOf: ({ latest_charge }) => charges.get(idOf(latest_charge) ?? ''),
      findingsAbout: ({ id }) => findings.get(id) ?? [],
      isBeingReturned: ({ id }) => byPolicy.has(id),
    };
    const problems = PAID_OR_BEYOND.has(order.status)
      ? paidWrongly(order, money)
      : unpaidWrongly(order, money);
    return [...problems, ...notWanted(money)].map(
      (problem) => `I1: order ${order.number} (${order.status}) ${problem}`,
    );
  });
}

function paidWrongly(order: OrderRow, money: OrdersMoney): string[] {
  const { payment } = money;
  if (order.total === 0) return payment ? ['cost nothing, and has a payment'] : [];
  if (payment?.status !== 'succeeded') return ['is paid, and Stripe took nothing for it'];
  const { amount, amount_received: captured, currency } = payment;
  const refunds = money.refundsOf(payment);
  const refunded = sumOf(refunds, 'succeeded');
  const reserved = refunded + sumOf(refunds, 'pending') + sumOf(refunds, 'requires_action');
  const status = statusAfter(captured, refunded, money.disputesOf(payment));
  const problems = [];
  if (amount !== order.total || currency !== order.currency)
    problems.push(`was paid with ${amount} ${currency}`);
  if (payment.capture_method !== 'manual' && captured !== order.total) problems.push(`took only ${captured}`);
  if (order.captured !== captured)
    problems.push(`believes ${order.captured} captured, and it is ${captured}`);
  if (order.refunded !== refunded)
    problems.push(`believes ${order.refunded} refunded, and it is ${refunded}`);
  if (reserved > captured) problems.push(`gives back ${reserved} of ${captured}`);
  if (order.status !== status) problems.push(`should be ${status}`);
  return money.isYoung ? problems : [...problems, ...stillPayable(money)];
}

/** What is on its way cannot be called off: it is given back once it is there. */
function stillPayable({ live, openSessions, payment }: OrdersMoney): string[] {
  const others = live.filter(({ id, status }) => id !== payment?.id && status !== 'processing');
  return [...others, ...openSessions].map(({ id }) => `can be paid once more, by ${id}`);
}

/** money.md: a dispute with funds withdrawn, then refunds, then captured. */
function statusAfter(captured: number, refunded: number, disputes: readonly Stripe.Dispute[]): string {
  const standings = disputes.map(standingOf);
  if (standings.includes('open')) return 'disputed';
  if (standings.includes('lost')) return 'charged_back';
  if (refunded === 0) return 'paid';
  return refunded < captured ? 'partially_refunded' : 'refunded';
}

function standingOf({ status, balance_transactions: moved }: Stripe.Dispute): 'none' | 'open' | 'lost' {
  if (status === 'lost') return 'lost';
  if (DISPUTE_OVER.has(status) || status.startsWith('warning_')) return 'none';
  const taken = moved.filter(({ amount }) => amount < 0).length;
  return taken > moved.length - taken ? 'open' : 'none';
}

function unpaidWrongly(order: OrderRow, money: OrdersMoney): string[] {
  const { live } = money;
  const problems = [];
  if (order.captured !== 0 || order.refunded !== 0) problems.push('has money in its row');
  if (CLOSED.has(order.status)) {
    if (live.length > 0) problems.push(`is closed, and ${live[0]?.id} is ${live[0]?.status}`);
    if (money.openSessions.length > 0) problems.push('is closed, and its page at Stripe is open');
    return problems;
  }
  const expected = expectedWithoutMoney(order, money);
  if (!expected.includes(order.status)) problems.push(`should be ${expected.join(' or ')}`);
  return problems;
}

function expectedWithoutMoney({ wasAuthorized }: OrderRow, money: OrdersMoney): string[] {
  const statuses = money.live.map(({ status }) => status);
  if (statuses.includes('requires_capture')) return ['authorized'];
  if (statuses.includes('processing')) return ['processing'];
  const released = money.intents.filter((intent) => {
    const charge = money.chargeOf(intent);
    return intent.status === 'canceled' && charge?.status === 'succeeded' && !charge.captured;
  });
  // One that came in the very moment in which its payment was closed for another one was never counted on.
  if (released.length > 0 && wasAuthorized) return ['cancelled', 'expired'];
  if (money.isUnanswered) return ['pending', 'awaiting_payment'];
  return [money.hasHistoryAtStripe ? 'awaiting_payment' : 'pending'];
}

/** Money that came beside the payment that the order took, or after its end. */
function notWanted(money: OrdersMoney): string[] {
  const further = money.intents.filter(
    ({ id, status }) => status === 'succeeded' && id !== money.payment?.id,
  );
  return further.flatMap((intent) => {
    const findings = money.findingsAbout(intent);
    if (findings.length === 0) return [`got ${intent.id} besides, and nobody was told`];
    // What a person must judge first is told of only. The bank has it, where it is disputed.
    const mustGoBack = findings.some(({ kind }) => GIVEN_BACK.has(kind));
    if (mustGoBack && !money.isBeingReturned(intent) && money.refundsOf(intent).length === 0)
      if (money.disputesOf(intent).length === 0) return [`got ${intent.id} besides, and keeps it`];
    const isBack = sumOf(money.refundsOf(intent), 'succeeded') >= intent.amount_received;
    return isBack || findings.some(({ isOpen }) => isOpen)
      ? []
      : [`got ${intent.id} besides, which is neither given back nor a finding that stands`];
  });
}

/** The end of a hold looks like a refund, and gives nothing back that was taken. */
function givesBack({ reason }: Stripe.Refund): boolean {
  return reason !== 'expired_uncaptured_charge';
}

function sumOf(refunds: readonly Stripe.Refund[], status: string): number {
  return refunds.filter((each) => each.status === status).reduce((sum, { amount }) => sum + amount, 0);
}
