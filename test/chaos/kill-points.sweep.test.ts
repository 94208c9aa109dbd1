import { ChaosWorld } from '../support/chaos-world.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/free-port.js';
import { CommitKillPoint } from '../support/kill-points/commit-kill-point.js';
import type { KillPoint, When } from '../support/kill-points/kill-point.js';
import { StripeKillPoint } from '../support/kill-points/stripe-kill-point.js';
import { PRICES, Shopper, type TimedAnswer } from '../support/shopper.js';

/** A restart, what a client waits before it asks again, and a busy machine. */
const WITHIN_MS = 30_000;
/** No flow has as many points; a sweep that does not end is a failure. */
const MAX_POINTS = 40;
const TEST_TIMEOUT_MS = 300_000;
/** What the worker writes for payments: its heartbeats and schedules are not what this is about. */
const WORKERS_WRITES = /\b(?:orders|order_history|payment_attempts|checkout_sessions|refunds)\b/;

/** Gets everything ready. @returns what the customer or operator does, as often as it takes, and how it must end */
type Flow = () => Promise<() => Promise<void>>;

describe('kill -9 at every request to Stripe and at every COMMIT', () => {
  let own: TestDatabase;
  let world: ChaosWorld;
  let shopper: Shopper;
  let operator: Shopper;
  let heldPrice: string;
  const points: Record<'api' | 'worker', { commit: CommitKillPoint; stripe: StripeKillPoint }> =
    {} as typeof points;

  beforeAll(async () => {
    own = await createTestDatabase();
    const sandboxPort = await freePort();
    const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
    for (const [who, counts] of [
      ['api', /./],
      ['worker', WORKERS_WRITES],
    ] as const) {
      const commit = await CommitKillPoint.before(own.url, counts);
      points[who] = { commit, stripe: await StripeKillPoint.before(sandboxUrl) };
    }
    const environmentOf = (who: 'api' | 'worker') => ({
      DATABASE_URL: points[who].commit.urlThrough(own.url),
      STRIPE_API_BASE: points[who].stripe.url,
    });
    const env = { apiEnv: environmentOf('api'), workerEnv: environmentOf('worker') };
    world = await ChaosWorld.start({ ...env, sandboxPort, databaseUrl: own.url });
    shopper = await world.shopper();
    operator = await world.operator();
    const price = { product_id: '00000000-0001-7000-8000-000000000600', currency: 'jpy', unit_amount: 1_980 };
    const made = await operator.send('POST', '/api/admin/prices', {
      ...price,
      type: 'one_time',
      capture_method: 'manual',
    });
    heldPrice = String(made.body.id);
  });
  afterAll(async () => {
    await world.close();
    for (const { commit, stripe } of Object.values(points))
      await Promise.all([commit.close(), stripe.close()]);
    await own.drop();
  });

  /** Asks again, with the same key, until it is answered. */
  const ask = (by: Shopper, path: string, body: object): Promise<TimedAnswer> => {
    const key = { 'idempotency-key': crypto.randomUUID() };
    return eventually(
      () => by.send('POST', path, body, undefined, key),
      ({ status, code }) => status !== 0 && status < 500 && code !== 'idempotency_in_progress',
      WITHIN_MS,
      100,
    );
  };
  const becomes = async (orderId: string, status: string): Promise<void> => {
    await eventually(
      () => shopper.orderStatus(orderId),
      (found) => found === status,
      WITHIN_MS,
    );
  };
  const open = async (orderId: string): Promise<string> => {
    const { status, body } = await ask(shopper, '/api/payments/intent', { order_id: orderId });
    expect(status).toBe(200);
    return String(body.payment_intent_id);
  };
  const paidOrder = async (priceId: string = PRICES.jpy, status = 'paid') => {
    const orderId = await shopper.placeOrder(priceId);
    const intentId = await open(orderId);
    await world.sandbox.confirm(intentId, 'pm_card_visa');
    await becomes(orderId, status);
    return { orderId, intentId };
  };

  const register: Flow = async () => {
    const account = Shopper.newAccount();
    const { apiUrl } = world.stack;
    return async () => {
      await eventually(
        () => Shopper.requestRegistration(apiUrl, account),
        ({ status, code }) => status === 201 || code === 'email_taken',
        WITHIN_MS,
        100,
      );
      await eventually(
        () => Shopper.logIn(apiUrl, account).catch(() => null),
        (user) => user !== null,
        WITHIN_MS,
        100,
      );
    };
  };
  const pay: Flow = () =>
    Promise.resolve(async () => {
      const placed = await ask(shopper, '/api/orders', { items: [{ price_id: PRICES.jpy, quantity: 1 }] });
      expect(placed.status).toBe(201);
      const orderId = String(placed.body.id);
      await world.sandbox.confirm(await open(orderId), 'pm_card_visa');
      await becomes(orderId, 'paid');
    });
  const payOnPage: Flow = async () => {
    const orderId = await shopper.placeOrder();
    return async () => {
      const { status, body } = await ask(shopper, '/api/checkout', { order_id: orderId });
      expect(status).toBe(200);
      await world.sandbox.payOnPage(String(body.id), 'pm_card_visa');
      await becomes(orderId, 'paid');
    };
  };
  const capture: Flow = async () => {
    const { orderId, intentId } = await paidOrder(heldPrice, 'authorized');
    return async () => {
      await ask(operator, `/api/admin/orders/${orderId}/capture`, { amount: 1_000 });
      await becomes(orderId, 'paid');
      expect((await world.sandbox.stripe.paymentIntents.retrieve(intentId)).amount_received).toBe(1_000);
    };
  };
  const refund: Flow = async () => {
    const { orderId, intentId } = await paidOrder();
    return async () => {
      const { status } = await ask(operator, `/api/admin/orders/${orderId}/refunds`, { amount: 700 });
      expect(status).toBe(201);
      await becomes(orderId, 'partially_refunded');
      const { data } = await world.sandbox.stripe.refunds.list({ payment_intent: intentId });
      expect(data.map(({ amount }) => amount)).toEqual([700]);
    };
  };
  const cancel: Flow = async () => {
    const orderId = await shopper.placeOrder();
    await open(orderId);
    return async () => {
      await ask(shopper, `/api/orders/${orderId}/cancel`, {});
      await becomes(orderId, 'cancelled');
    };
  };
  const takesEffect: Flow = async () => {
    const orderId = await shopper.placeOrder();
    const intentId = await open(orderId);
    return async () => {
      await world.sandbox.confirm(intentId, 'pm_card_visa');
      await becomes(orderId, 'paid');
    };
  };
  const expire: Flow = async () => {
    const orderId = await shopper.placeOrder();
    await open(orderId);
    return async () => {
      // A day has passed; each turn also stands for the minutes that it takes until an order is looked at again.
      const turn = async (): Promise<unknown> => {
        await world.database.query(
          `UPDATE orders SET placed_at = now() - interval '2 days', payable_since = NULL
           WHERE id = $1 AND status = 'awaiting_payment'`,
          [orderId],
        );
        await world.stack.worker.kill();
        await world.stack.worker.start();
        return eventually(
          () => shopper.orderStatus(orderId),
          (status) => status === 'expired',
          3_000,
        ).catch(() => 'not yet');
      };
      await eventually(turn, (status) => status === 'expired', WITHIN_MS);
    };
  };

  /** Kills at the first point, the second, ... until there is none any more. @returns how many there were */
  async function sweep(flow: Flow, point: KillPoint, who: 'api' | 'worker', when: When): Promise<number> {
    const victim = who === 'api' ? world.stack.apis[0] : world.stack.worker;
    const strike = async (): Promise<void> => {
      await victim?.kill();
      // The leases lapse that nobody renews any more.
      await world.database.query(
        'UPDATE idempotency_keys SET locked_until = now() WHERE response_status IS NULL',
      );
      await world.database.query('DELETE FROM stripe_event_leases');
      await victim?.start();
    };
    for (let nth = 1; nth <= MAX_POINTS; nth += 1) {
      const go = await flow();
      point.arm(nth, when, strike);
      await go();
      if (!(await point.disarm())) return nth - 1;
    }
    throw new Error(`There are more than ${MAX_POINTS} points.`);
  }

  it.each([
    { name: 'register', flow: register, who: 'api', commits: 4, requests: 1 },
    { name: 'pay', flow: pay, who: 'api', commits: 5, requests: 1 },
    { name: "pay on Stripe's page", flow: payOnPage, who: 'api', commits: 3, requests: 1 },
    { name: 'capture', flow: capture, who: 'api', commits: 3, requests: 1 },
    { name: 'refund', flow: refund, who: 'api', commits: 3, requests: 1 },
    { name: 'cancel', flow: cancel, who: 'api', commits: 3, requests: 1 },
    { name: 'take the effect of an event', flow: takesEffect, who: 'worker', commits: 1, requests: 0 },
    { name: 'expire', flow: expire, who: 'worker', commits: 2, requests: 1 },
  ] as const)(
    'of $name, before it arrives and before its answer does: everyone comes back to one outcome',
    async ({ flow, who, commits, requests }) => {
      for (const when of ['before', 'after'] as const) {
        const found = [
          await sweep(flow, points[who].commit, who, when),
          await sweep(flow, points[who].stripe, who, when),
        ];
        // Those that there are at least: a sweep that finds none sweeps nothing.
        expect(found[0]).toBeGreaterThanOrEqual(commits);
        expect(found[1]).toBeGreaterThanOrEqual(requests);
      }
      await world.settled();
    },
    TEST_TIMEOUT_MS,
  );
});
