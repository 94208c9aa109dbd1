import type { Fault } from '../sandbox.js';
import type { DeliveryFaults } from '../sandbox-client.js';
import type { SeededRandom } from '../seeded-random.js';

/** What is for sale; `held` ones are charged only once an operator captures them. */
export type PriceName = 'jpy' | 'usd' | 'kwd' | 'held jpy' | 'held usd' | 'held kwd';

export type Process = 'api 0' | 'api 1' | 'worker 0' | 'worker 1' | 'sandbox';

export interface Payment {
  readonly way: 'card form' | 'page';
  /** A test method of Stripe, and after `|` what its payer does when their bank asks. */
  readonly method: string;
}

/**
 * One thing that somebody does, or that goes wrong. `order` counts back from the newest order; `share` is of what the
 * order costs; `twice` is the same request with the same key at the same moment to both API processes.
 */
export type Command =
  | {
      readonly does: 'place order';
      readonly customer: number;
      readonly price: PriceName;
      readonly quantity: number;
      /** At once; null: perhaps later. */
      readonly pays: Payment | null;
    }
  | {
      readonly does: 'open';
      readonly order: number;
      readonly way: 'card form' | 'page';
      readonly twice: boolean;
    }
  | ({ readonly does: 'pay'; readonly order: number } & Payment)
  | { readonly does: 'come back'; readonly order: number }
  | { readonly does: 'cancel'; readonly order: number; readonly by: 'customer' | 'operator' }
  | {
      readonly does: 'capture';
      readonly order: number;
      readonly share: number | null;
      readonly twice: boolean;
    }
  | {
      readonly does: 'refund';
      readonly order: number;
      readonly share: number | null;
      readonly twice: boolean;
    }
  | {
      readonly does: 'at Stripe';
      readonly order: number;
      readonly what: 'refund' | 'cancel' | 'capture';
      readonly share: number | null;
    }
  | { readonly does: 'bank'; readonly what: string }
  | { readonly does: 'let expire'; readonly order: number }
  | { readonly does: 'fault'; readonly fault: Fault }
  | { readonly does: 'deliver badly'; readonly faults: DeliveryFaults }
  | { readonly does: 'kill'; readonly process: Process }
  | { readonly does: 'cut database' };

const PRICES = ['jpy', 'usd', 'kwd', 'held jpy', 'held usd', 'held kwd'] as const;

/** Test methods of Stripe: those that pay stand more often. The debits take dollars only, and are refused for the rest. */
const METHODS = [
  ...Array<string>(9).fill('pm_card_visa'),
  'pm_card_bypassPending',
  ...['pm_card_visa_chargeDeclined', 'pm_card_chargeCustomerFail', 'pm_card_radarBlock'],
  ...[
    'pm_card_authenticationRequired|pass',
    'pm_card_authenticationRequired|fail',
    'pm_card_authenticationRequired|leave',
  ],
  ...['pm_card_createDispute', 'pm_card_createDisputeProductNotReceived', 'pm_card_createDisputeInquiry'],
  ...['pm_usBankAccount_success', 'pm_usBankAccount_insufficientFunds'],
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

const PROCESSES = ['api 0', 'api 1', 'worker 0', 'worker 1', 'sandbox'] as const;
const WAYS = ['card form', 'card form', 'page'] as const;
/** Of what was paid; null: all that is left. Equal shares come often, since two equal refunds are two. */
const SHARES = [null, 0.1, 0.3, 0.3, 0.5, 0.5, 1, 1.1] as const;
/** Most commands are about the orders of right now. */
const RECENT = 6;
const CUSTOMERS = 3;

type Draw = (random: SeededRandom) => Command;

const order = (random: SeededRandom): number => Math.floor(random.next() ** 2 * RECENT);
const anyRecent = (random: SeededRandom): number => Math.floor(random.next() * RECENT);
const chance = (random: SeededRandom, of: number): boolean => random.next() < of;

const payment = (random: SeededRandom): Payment => ({
  way: random.pick(WAYS),
  method: random.pick(METHODS),
});

const placeOrder: Draw = (random) => ({
  does: 'place order',
  customer: Math.floor(random.next() * CUSTOMERS),
  price: random.pick(PRICES),
  quantity: random.pick([1, 1, 2, 7]),
  pays: chance(random, 0.85) ? payment(random) : null,
});
const pay: Draw = (random) => ({
  does: 'pay',
  order: order(random),
  ...payment(random),
});
const open: Draw = (random) => ({
  does: 'open',
  order: order(random),
  way: random.pick(WAYS),
  twice: chance(random, 0.5),
});
const capture: Draw = (random) => ({
  does: 'capture',
  order: anyRecent(random),
  share: random.pick(SHARES),
  twice: chance(random, 0.3),
});
const refund: Draw = (random) => ({
  does: 'refund',
  order: anyRecent(random),
  share: random.pick(SHARES),
  twice: chance(random, 0.3),
});
const atStripe: Draw = (random) => ({
  does: 'at Stripe',
  order: anyRecent(random),
  what: random.pick(['refund', 'refund', 'cancel', 'capture']),
  share: random.pick(SHARES),
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
  [22, placeOrder],
  [10, pay],
  [8, open],
  [3, (random) => ({ does: 'come back', order: order(random) })],
  [5, (random) => ({ does: 'cancel', order: order(random), by: random.pick(['customer', 'operator']) })],
  [8, capture],
  [16, refund],
  [5, atStripe],
  [7, (random) => ({ does: 'bank', what: random.pick(BANK) })],
  [1, (random) => ({ does: 'let expire', order: order(random) })],
  [8, fault],
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
