import type Stripe from 'stripe';

export interface Truth {
  charges: Stripe.Charge[];
  refunds: Stripe.Refund[];
  disputes: Stripe.Dispute[];
  payouts: Stripe.Payout[];
  balance_transactions: Stripe.BalanceTransaction[];
  balance: Stripe.Balance;
}

/** What does not add up: charges - refunds - disputes - fees - payouts must be the balance, item by item and in sum. */
export function conservation(truth: Truth): string[] {
  const wrong: string[] = [];
  const bySource = new Map<string, number>();
  const totals = new Map<string, number>();
  for (const each of truth.balance_transactions) {
    const fees = each.fee_details.reduce((sum, { amount }) => sum + amount, 0);
    if (fees !== each.fee || each.net !== each.amount - each.fee)
      wrong.push(`${each.id}: fees or net do not add up`);
    const source = typeof each.source === 'string' ? each.source : '';
    bySource.set(source, (bySource.get(source) ?? 0) + each.amount);
    totals.set(each.currency, (totals.get(each.currency) ?? 0) + each.net);
  }
  for (const [currency, total] of totals) {
    const shown = [...truth.balance.available, ...truth.balance.pending].filter(
      (each) => each.currency === currency,
    );
    const sum = shown.reduce((all, { amount }) => all + amount, 0);
    if (sum !== total) wrong.push(`balance in ${currency} is ${sum}, its transactions make ${total}`);
  }
  for (const charge of truth.charges) wrong.push(...chargeProblems(charge, truth, bySource));
  for (const dispute of truth.disputes) {
    const moved = dispute.balance_transactions.reduce((sum, { amount }) => sum + amount, 0);
    if (moved !== (bySource.get(dispute.id) ?? 0))
      wrong.push(`${dispute.id}: its transactions do not add up`);
    if (dispute.status === 'won' && moved !== 0) wrong.push(`${dispute.id}: won, but money is missing`);
  }
  for (const payout of truth.payouts) {
    const expected = ['failed', 'canceled'].includes(payout.status) ? 0 : -payout.amount;
    if ((bySource.get(payout.id) ?? 0) !== expected)
      wrong.push(`${payout.id}: ${payout.status}, but moved otherwise`);
  }
  return wrong;
}

function chargeProblems(charge: Stripe.Charge, truth: Truth, bySource: Map<string, number>): string[] {
  const wrong: string[] = [];
  const refunds = truth.refunds.filter((refund) => refund.charge === charge.id);
  const counted = refunds.filter(({ status }) => status === 'succeeded' || status === 'pending');
  const refunded = counted.reduce((sum, { amount }) => sum + amount, 0);
  if (refunded !== charge.amount_refunded)
    wrong.push(`${charge.id}: refunds make ${refunded}, not ${charge.amount_refunded}`);
  if (charge.amount_refunded > charge.amount) wrong.push(`${charge.id}: more refunded than charged`);
  if (charge.amount_captured > charge.amount) wrong.push(`${charge.id}: more captured than authorized`);
  const moved = bySource.get(charge.id) ?? 0;
  if (charge.balance_transaction === null && moved !== 0)
    wrong.push(`${charge.id}: money moved without a transaction`);
  const own = truth.balance_transactions.find(({ id }) => id === charge.balance_transaction);
  if (own?.exchange_rate === null) {
    if (moved !== charge.amount_captured)
      wrong.push(`${charge.id}: ${charge.amount_captured} captured, but ${moved} moved`);
    const disputed = truth.disputes.filter((dispute) => dispute.charge === charge.id);
    const withdrawn = disputed.reduce((sum, { id }) => sum - (bySource.get(id) ?? 0), 0);
    if (refunded + withdrawn > charge.amount_captured)
      wrong.push(`${charge.id}: ${refunded} refunded and ${withdrawn} disputed of ${charge.amount_captured}`);
  }
  for (const refund of refunds) {
    const out = bySource.get(refund.id) ?? 0;
    const undone =
      refund.status === 'failed' || refund.status === 'canceled' || refund.balance_transaction === null;
    if (undone ? out !== 0 : out >= 0) wrong.push(`${refund.id}: ${refund.status}, but moved ${out}`);
  }
  return wrong;
}
