import type { ChaosWorld } from '../chaos-world.js';
import { PRICES } from '../shopper.js';
import { aboutObject, type Lifecycle } from './lifecycle.js';

interface OpenedPayment {
  readonly id: string;
  readonly clientSecret: string;
}

/** What the payer does. */
type Step = (world: ChaosWorld, payment: OpenedPayment) => Promise<unknown>;

const asksBank: Step = (world, { id }) => world.sandbox.confirm(id, 'pm_card_authenticationRequired');
const failsChallenge: Step = (world, { clientSecret }) => world.sandbox.answerChallenge(clientSecret, 'fail');
const debits =
  (account: string): Step =>
  (world, { id }) =>
    world.sandbox.confirm(id, account);

interface PaymentLifecycle extends Pick<Lifecycle, 'name' | 'ends'> {
  readonly steps: readonly Step[];
  /** Without `payment_intent.`. */
  readonly events: readonly string[];
}

function ofPayment({ name, steps, events, ends }: PaymentLifecycle): Lifecycle {
  return {
    name,
    ends,
    events: events.map((event) => `payment_intent.${event}`),
    row: 'SELECT payment_status AS status FROM payment_attempts WHERE order_id = $1',
    live: async ({ world, shopper }) => {
      const orderId = await shopper.placeOrder(PRICES.usd);
      const payment = await shopper.openPayment(orderId);
      for (const step of steps) await step(world, payment);
      return { orderId, isAbout: aboutObject(payment.id) };
    },
  };
}

export const PAID_AT_LAST = ofPayment({
  name: 'a payment, paid at last',
  steps: [asksBank, failsChallenge, debits('pm_usBankAccount_success')],
  events: ['created', 'requires_action', 'payment_failed', 'processing', 'succeeded'],
  ends: { thing: 'succeeded', order: 'paid' },
});

export const FAILED_AT_LAST = ofPayment({
  name: 'a payment, failed at last',
  steps: [asksBank, debits('pm_usBankAccount_insufficientFunds')],
  events: ['created', 'requires_action', 'processing', 'payment_failed'],
  ends: { thing: 'requires_payment_method', order: 'awaiting_payment' },
});

export const WAITING_AT_LAST = ofPayment({
  name: 'a payment, waiting for the bank at last',
  steps: [asksBank, failsChallenge, asksBank],
  events: ['created', 'requires_action', 'payment_failed', 'requires_action'],
  ends: { thing: 'requires_action', order: 'awaiting_payment' },
});

/** Its creation has no effect; without it a fifth of the permutations tells the same. */
export const withoutCreation = (lifecycle: Lifecycle): Lifecycle => ({
  ...lifecycle,
  events: lifecycle.events.filter((type) => type !== 'payment_intent.created'),
});
