/** One call as fast-check draws it: which kind, and two numbers that pick its objects and values. */
export interface Draw {
  kind: number;
  a: number;
  b: number;
}

export interface RandomCall {
  method: string;
  path: string;
  params: Record<string, unknown>;
}

/** Ids seen so far, by prefix. */
export type Known = Map<string, string[]>;

const CARDS = [
  'visa',
  'chargeDeclined',
  'createDispute',
  'createDisputeInquiry',
  'refundFail',
  'pendingRefund',
  'bypassPending',
  'riskLevelElevated',
  'createIssuerFraudRecord',
  'threeDSecure2Required',
  'chargeCustomerFail',
  'radarBlock',
];
const OTHERS = ['pm_usBankAccount', 'pm_usBankAccount_accountClosed', 'pm_sepaDebit', 'pm_konbini'];
const CURRENCIES = ['usd', 'jpy', 'eur', 'cad', 'bhd'];
const AMOUNTS = [49, 50, 999, 1000, 2500, 10_000, 99_999_999];
const ADVANCES = [1, 3600, 2 * 86_400 + 1, 8 * 86_400];

const pick = <T>(from: readonly T[], index: number): T => from[index % from.length] as T;

/** How many kinds of calls there are. */
export const KINDS = 29;

/** Turns a draw into a call. An object that does not exist yet is named by an id that nothing has. */
export function randomCall({ kind, a, b }: Draw, known: Known): RandomCall {
  const some = (prefix: string): string => {
    const ids = known.get(prefix) ?? [];
    return ids.length === 0 ? `${prefix}_none` : pick(ids, a);
  };
  const method = b % 5 === 0 ? pick(OTHERS, a) : `pm_card_${pick(CARDS, b)}`;
  const post = (path: string, params: Record<string, unknown> = {}): RandomCall => ({
    method: 'POST',
    path: `/v1/${path}`,
    params,
  });
  const control = (path: string, params: Record<string, unknown>): RandomCall => ({
    method: 'POST',
    path: `/_sandbox/${path}`,
    params,
  });
  const capture_method = pick(['automatic', 'automatic_async', 'manual'], a);
  const money = { amount: pick(AMOUNTS, a), currency: pick(CURRENCIES, b) };
  const calls: (() => RandomCall)[] = [
    () => post('payment_intents', { ...money, capture_method, confirm: true, payment_method: method }),
    () =>
      post('payment_intents', { ...money, capture_method, customer: b % 3 === 0 ? some('cus') : undefined }),
    () => post(`payment_intents/${some('pi')}/confirm`, { payment_method: method, off_session: b % 7 === 0 }),
    () =>
      post(`payment_intents/${some('pi')}/capture`, {
        amount_to_capture: b % 2 === 0 ? pick(AMOUNTS, b) : undefined,
      }),
    () => post(`payment_intents/${some('pi')}/cancel`),
    () => post(`payment_intents/${some('pi')}`, { amount: pick(AMOUNTS, b), metadata: { k: String(a) } }),
    () => post('refunds', { payment_intent: some('pi'), amount: b % 2 === 0 ? pick(AMOUNTS, b) : undefined }),
    () => post('refunds', { charge: some('ch'), reason: 'fraudulent' }),
    () => post(`refunds/${some('re')}/cancel`),
    () =>
      post(`disputes/${some('du')}`, {
        evidence: { uncategorized_text: pick(['winning_evidence', 'losing_evidence', 'x'], b) },
      }),
    () => post(`disputes/${some('du')}/close`),
    () => post(`reviews/${some('prv')}/approve`),
    () => post('payouts', { amount: pick(AMOUNTS, a), currency: pick(CURRENCIES, b) }),
    () => post(`payouts/${some('po')}/cancel`),
    () => post('customers', { email: `c${a}@example.com`, payment_method: b % 2 === 0 ? method : undefined }),
    () => ({ method: 'DELETE', path: `/v1/customers/${some('cus')}`, params: {} }),
    () => post(`payment_methods/${some('pm')}/attach`, { customer: some('cus') }),
    () => post(`payment_methods/${some('pm')}/detach`),
    () => post('setup_intents', { confirm: true, payment_method: method }),
    () =>
      post('checkout/sessions', {
        mode: 'payment',
        success_url: 'https://example.com',
        line_items: {
          0: {
            quantity: 1 + (a % 3),
            price_data: { currency: money.currency, unit_amount: money.amount, product_data: { name: 'x' } },
          },
        },
      }),
    () => post(`checkout/sessions/${some('cs')}/expire`),
    () =>
      control('trigger', {
        kind: pick(
          [
            'dispute',
            'payout',
            'review',
            'fraud_warning',
            'refund_failure',
            'checkout_completed',
            'dispute_won',
            'dispute_lost',
            'dispute_escalated',
            'payout_failure',
            'payment_settled',
            'three_d_secure',
          ],
          a,
        ),
      }),
    () => control('time', { advance_seconds: pick(ADVANCES, b) }),
    () => post('charges', { ...money, capture: b % 2 === 0, source: `tok_${pick(CARDS, a)}` }),
    () => post(`charges/${some('ch')}/capture`, { amount: b % 2 === 0 ? pick(AMOUNTS, b) : undefined }),
    () =>
      post(`disputes/${some('du')}`, { evidence: { uncategorized_text: 'winning_evidence' }, submit: false }),
    () => post(`disputes/${some('du')}`, { submit: true }),
    () => post(`setup_intents/${some('seti')}/confirm`, { payment_method: method }),
    () => post(`setup_intents/${some('seti')}/cancel`),
  ];
  if (calls.length !== KINDS) throw new Error(`there are ${calls.length} kinds of calls, not ${KINDS}`);
  return pick(calls, kind)();
}
