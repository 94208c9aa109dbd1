import { PRICES, Shopper } from '../shopper.js';
import type { DeadlyFlow, DeadlyShop } from './deadly-shop.js';

/** In yen, of the 1,980 that a notebook costs. */
const CAPTURED = 1_000;
const REFUNDED = 700;
const NOTEBOOK = '00000000-0001-7000-8000-000000000600';

/** What Stripe delivers meanwhile is a flow of its own. */
const NO_EVENTS = /^(?!\s*INSERT INTO stripe_events)/;
const EVENTS = /^\s*INSERT INTO stripe_events/;
/** What the worker writes for payments: its heartbeats and schedules are not what this is about. */
const MONEY = /\b(?:orders|order_history|payment_attempts|checkout_sessions|refunds)\b/;

const register: DeadlyFlow = {
  name: 'register',
  victim: 'api',
  writes: NO_EVENTS,
  atLeast: { commit: 4, stripe: 1 },
  prepare: (shop) => {
    const account = Shopper.newAccount();
    const { apiUrl } = shop.world.stack;
    return Promise.resolve(async () => {
      await shop.until(
        () => Shopper.requestRegistration(apiUrl, account),
        ({ status, code }) => status === 201 || code === 'email_taken',
      );
      await shop.until(
        () => Shopper.logIn(apiUrl, account).catch(() => null),
        (user) => user !== null,
      );
    });
  },
};

const pay: DeadlyFlow = {
  name: 'pay',
  victim: 'api',
  writes: NO_EVENTS,
  atLeast: { commit: 5, stripe: 1 },
  prepare: (shop) =>
    Promise.resolve(async () => {
      const items = [{ price_id: PRICES.jpy, quantity: 1 }];
      const placed = await shop.ask(shop.shopper, '/api/orders', { items });
      expect(placed.status).toBe(201);
      const orderId = String(placed.body.id);
      await shop.world.sandbox.confirm(await shop.open(orderId), 'pm_card_visa');
      await shop.becomes(orderId, 'paid');
    }),
};

const payOnPage: DeadlyFlow = {
  name: "pay on Stripe's page",
  victim: 'api',
  writes: NO_EVENTS,
  atLeast: { commit: 3, stripe: 1 },
  prepare: async (shop) => {
    const orderId = await shop.shopper.placeOrder();
    return async () => {
      const { status, body } = await shop.ask(shop.shopper, '/api/checkout', { order_id: orderId });
      expect(status).toBe(200);
      await shop.world.sandbox.payOnPage(String(body.id), 'pm_card_visa');
      await shop.becomes(orderId, 'paid');
    };
  },
};

const capture: DeadlyFlow = {
  name: 'capture',
  victim: 'api',
  writes: NO_EVENTS,
  atLeast: { commit: 3, stripe: 1 },
  prepare: async (shop) => {
    const { orderId, id } = await shop.paidOrder(await heldPrice(shop), 'authorized');
    return async () => {
      await shop.ask(shop.operator, `/api/admin/orders/${orderId}/capture`, { amount: CAPTURED });
      await shop.becomes(orderId, 'paid');
      expect((await shop.world.sandbox.stripe.paymentIntents.retrieve(id)).amount_received).toBe(CAPTURED);
    };
  },
};

const refund: DeadlyFlow = {
  name: 'refund',
  victim: 'api',
  writes: NO_EVENTS,
  atLeast: { commit: 3, stripe: 1 },
  prepare: async (shop) => {
    const { orderId, id } = await shop.paidOrder();
    return async () => {
      const path = `/api/admin/orders/${orderId}/refunds`;
      expect((await shop.ask(shop.operator, path, { amount: REFUNDED })).status).toBe(201);
      await shop.becomes(orderId, 'partially_refunded');
      const { data } = await shop.world.sandbox.stripe.refunds.list({ payment_intent: id });
      expect(data.map(({ amount }) => amount)).toEqual([REFUNDED]);
    };
  },
};

const cancel: DeadlyFlow = {
  name: 'cancel',
  victim: 'api',
  writes: NO_EVENTS,
  atLeast: { commit: 3, stripe: 1 },
  prepare: async (shop) => {
    const orderId = await shop.shopper.placeOrder();
    await shop.open(orderId);
    return async () => {
      await shop.ask(shop.shopper, `/api/orders/${orderId}/cancel`, {});
      await shop.becomes(orderId, 'cancelled');
    };
  },
};

const confirm: DeadlyFlow['prepare'] = async (shop) => {
  const orderId = await shop.shopper.placeOrder();
  const id = await shop.open(orderId);
  return async () => {
    await shop.world.sandbox.confirm(id, 'pm_card_visa');
    await shop.becomes(orderId, 'paid');
  };
};

const receive: DeadlyFlow = {
  name: 'receive an event',
  victim: 'api',
  writes: EVENTS,
  atLeast: { commit: 1, stripe: 0 },
  prepare: confirm,
};

const takeEffect: DeadlyFlow = {
  name: 'take the effect of an event',
  victim: 'worker',
  writes: MONEY,
  atLeast: { commit: 1, stripe: 0 },
  prepare: confirm,
};

const expire: DeadlyFlow = {
  name: 'expire',
  victim: 'worker',
  writes: MONEY,
  atLeast: { commit: 2, stripe: 1 },
  prepare: async (shop) => {
    const orderId = await shop.shopper.placeOrder();
    await shop.open(orderId);
    const { database } = shop.world;
    return async () => {
      const aged = `UPDATE orders SET placed_at = now() - interval '2 days' WHERE id = $1`;
      await database.query(aged, [orderId]);
      // It looks for what has expired when it starts, and every minute.
      await shop.restart('worker');
      await shop.becomes(orderId, 'expired');
    };
  },
};

async function heldPrice({ operator }: DeadlyShop): Promise<string> {
  const { body } = await operator.send('POST', '/api/admin/prices', {
    product_id: NOTEBOOK,
    currency: 'jpy',
    unit_amount: 1_980,
    type: 'one_time',
    capture_method: 'manual',
  });
  return String(body.id);
}

/** Who was cut off in registering is looked after half a minute later: that one comes first. */
export const DEADLY_FLOWS: readonly DeadlyFlow[] = [
  ...[register, pay, payOnPage, capture, refund],
  ...[cancel, receive, takeEffect, expire],
];
