import type { SeededRandom } from '../seeded-random.js';
import type { Command, OrderCommand, Payment, Purchase } from './command.js';

const PRICES = ['jpy', 'usd', 'kwd', 'held jpy', 'held usd', 'held kwd'] as const;

/** Test methods of Stripe: those that pay stand more often. Debits take dollars only, vouchers yen. */
const METHODS = [
  ...Array<string>(18).fill('pm_card_visa'),
  'pm_card_bypassPending',
  ...['pm_card_visa_chargeDeclined', 'pm_card_chargeCustomerFail', 'pm_card_radarBlock'],
  ...[
    'pm_card_authenticationRequired|pass',
    'pm_card_authenticationRequired|fail',
    'pm_card_authenticationRequired|leave',
  ],
  ...['pm_card_createDispute', 'pm_card_createDisputeProductNotReceived', 'pm_card_createDisputeInquiry'],
  ...['pm_usBankAccount_success', 'pm_usBankAccount_insufficientFunds', 'pm_konbini'],
  ...[
    'pm_card_pendingRefund',
    'pm_card_refundFail',
    'pm_card_createIssuerFraudRecord',
    'pm_card_riskLevelElevated',
  ],
];

const BANK = [
  ...['dispute', 'dispute_won', 'dispute_lost', 'dispute_escalated', 'review', 'review_closed'],
  ...['fraud_warning', 'refund_failure', 'payment_settled'],
];

/** Every request that we send to Stripe. */
const ROUTES = [
  ...['POST /v1/customers', 'POST /v1/payment_intents', 'GET /v1/payment_intents/:id', 'POST /v1/refunds'],
  ...['POST /v1/payment_intents/:id/cancel', 'POST /v1/payment_intents/:id/capture', 'GET /v1/refunds'],
  ...['POST /v1/checkout/sessions', 'GET /v1/checkout/sessions/:id', 'POST /v1/checkout/sessions/:id/expire'],
  ...['GET /v1/disputes/:id', 'GET /v1/refunds/:id', 'GET /v1/events', 'GET /v1/payment_intents'],
] as const;

/** What must not happen twice although its answer is lost. */
const CHANGES = [
  ...['POST /v1/refunds', 'POST /v1/refunds', 'POST /v1/refunds', 'POST /v1/payment_intents'],
  ...['POST /v1/payment_intents/:id/capture', 'POST /v1/payment_intents/:id/cancel'],
  ...['POST /v1/checkout/sessions', 'POST /v1/checkout/sessions/:id/expire'],
] as const;

const PROCESSES = ['api 0', 'api 1', 'worker 0', 'worker 1', 'sandbox'] as const;
const WAYS = ['card form', 'card form', 'page'] as const;
/** Of what was paid; null: all that is left. Equal shares come often, since two equal refunds are two. */
const SHARES = [null, 0.1, 0.1, 0.3, 0.3, 0.3, 0.5, 0.5, 1, 1.1] as const;
/** Most commands are about the orders of right now. */
const RECENT = 6;
const CUSTOMERS = 3;

/** Tabs that a customer keeps open. */
const TABS = 3;

type Draw<Drawn extends Command = Command> = (random: SeededRandom) => Drawn;

const order = (random: SeededRandom): number => Math.floor(random.next() ** 2 * RECENT);
const anyRecent = (random: SeededRandom): number => Math.floor(random.next() * RECENT);
const chance = (random: SeededRandom, of: number): boolean => random.next() < of;

const payment = (random: SeededRandom): Payment => ({
  way: random.pick(WAYS),
  method: random.pick(METHODS),
});

const purchase = (random: SeededRandom): Purchase => ({
  customer: Math.floor(random.next() * CUSTOMERS),
  price: random.pick(PRICES),
  quantity: random.pick([1, 1, 2, 7]),
});

const placeOrder: Draw = (random) => ({
  does: 'place order',
  ...purchase(random),
  pays: chance(random, 0.85) ? payment(random) : null,
});
const payGivenUp: Draw = (random) => ({
  does: 'pay what was given up',
  ...purchase(random),
  way: random.pick(WAYS),
  instead: random.pick(['cancel', 'pay anew']),
  method: random.pick(METHODS),
});
const pay: Draw<OrderCommand> = (random) => ({
  does: 'pay',
  order: order(random),
  ...payment(random),
});
const payInOldTab: Draw<OrderCommand> = (random) => ({
  does: 'pay in an old tab',
  order: order(random),
  tab: Math.floor(random.next() * TABS),
  method: random.pick(METHODS),
});
const comeBack: Draw<OrderCommand> = (random) => ({ does: 'come back', order: order(random) });
const cancel: Draw<OrderCommand> = (random) => ({
  does: 'cancel',
  order: order(random),
  by: random.pick(['customer', 'operator']),
});
const open: Draw<OrderCommand> = (random) => ({
  does: 'open',
  order: order(random),
  way: random.pick(WAYS),
  twice: chance(random, 0.5),
});
const capture: Draw<OrderCommand> = (random) => ({
  does: 'capture',
  order: anyRecent(random),
  share: random.pick(SHARES),
  twice: chance(random, 0.3),
});
const refund: Draw<OrderCommand> = (random) => ({
  does: 'refund',
  order: anyRecent(random),
  share: random.pick(SHARES),
  twice: chance(random, 0.3),
});
const atStripe: Draw<OrderCommand> = (random) => ({
  does: 'at Stripe',
  order: anyRecent(random),
  what: random.pick(['refund', 'refund', 'cancel', 'capture']),
  share: random.pick(SHARES),
});
const impersonate: Draw<OrderCommand> = (random) => ({
  does: 'impersonate',
  order: order(random),
  wrong: random.pick(['amount', 'currency']),
});
/** Of one order: what a payment, its end and its refunds may meet. */
const atTheSameMoment: Draw = (random) => {
  const draws = [pay, payInOldTab, payInOldTab, open, cancel, cancel, comeBack, capture, refund, atStripe];
  const both = [random.pick(draws)(random), random.pick(draws)(random)] as const;
  return { does: 'at the same moment', both: [both[0], { ...both[1], order: both[0].order }] };
};
const blackOut: Draw = (random) => ({
  does: 'black out',
  route: random.pick(CHANGES),
  kind: random.pick(['reset', 'reset', 'hang']),
});
const fault: Draw = (random) => {
  const kind = random.pick(['delay', 'hang', 'reset', 'truncate', 'status', 'status'] as const);
  const status = random.pick([500, 500, 503, 429, 409]);
  return {
    does: 'fault',
    fault: {
      route: random.pick(ROUTES),
      kind,
      when: status < 500 ? 'before' : random.pick(['before', 'after'] as const),
      times: random.pick([1, 1, 2]),
      ...(kind === 'status' ? { status } : {}),
      ...(kind === 'delay' ? { delay_ms: Math.round(random.between(100, 2_000)) } : {}),
    },
  };
};
const deliverBadly: Draw = (random) => ({
  does: 'deliver badly',
  faults: random.pick([
    {},
    { lose: 0.3 },
    { lose: 1 },
    { duplicate: 2, shuffle_ms: 500 },
    { twin: 1, shuffle_ms: 300 },
  ]),
});

/** How often each comes, out of their sum. */
const WEIGHTS: readonly (readonly [weight: number, Draw])[] = [
  [28, placeOrder],
  [3, payGivenUp],
  [9, pay],
  [4, payInOldTab],
  [6, open],
  [3, comeBack],
  [4, cancel],
  [8, atTheSameMoment],
  [8, capture],
  [16, refund],
  [5, atStripe],
  [7, (random) => ({ does: 'bank', what: random.pick(BANK) })],
  [1, impersonate],
  [1, (random) => ({ does: 'tell of live money', order: order(random) })],
  [1, (random) => ({ does: 'let expire', order: order(random) })],
  [2, () => ({ does: 'ask again' })],
  [1, () => ({ does: 'let time pass' })],
  [8, fault],
  [3, blackOut],
  [4, deliverBadly],
  [1.5, (random) => ({ does: 'kill', process: random.pick(PROCESSES) })],
  [1, () => ({ does: 'cut database' })],
];
const SUM = WEIGHTS.reduce((sum, [weight]) => sum + weight, 0);

/** The same seed draws the same commands. */
export function drawCommands(random: SeededRandom, count: number): Command[] {
  return Array.from({ length: count }, () => {
    let left = random.next() * SUM;
    const drawn = WEIGHTS.find(([weight]) => (left -= weight) < 0);
    return (drawn?.[1] ?? placeOrder)(random);
  });
}
