import { ChaosWorld } from '../support/chaos-world.js';
import { eventually } from '../support/eventually.js';
import type { Fault } from '../support/sandbox.js';
import { type Account, Shopper, type TimedAnswer } from '../support/shopper.js';
import { newEventId, variantOf } from '../support/signed-event.js';

/** STRIPE_DEADLINE_MS of infrastructure/stripe/call-stripe.ts, and what a busy machine adds. */
const DEADLINE_MS = 8_000 + 2_000;
/** Registration waits for Stripe for three seconds at most. */
const REGISTERED_WITHIN_MS = 3_000 + 2_000;
/** Whatever hangs, other requests do not: a local database needs milliseconds for them. */
const UNDISTURBED_MS = 2_000;
const SETTLED_WITHIN_MS = 30_000;
/** More than all tries of one call. */
const ALWAYS = 1_000;

const CUSTOMERS = 'POST /v1/customers';
const INTENTS = 'POST /v1/payment_intents';

describe('while Stripe', () => {
  let world: ChaosWorld;

  beforeAll(async () => {
    world = await ChaosWorld.start({ apis: 1, workers: 2 });
  });
  afterEach(() => world.settled(SETTLED_WITHIN_MS));
  afterAll(() => world.close());

  const register = async (): Promise<{ account: Account; answer: TimedAnswer }> => {
    const account = Shopper.newAccount();
    return { account, answer: await Shopper.requestRegistration(world.stack.apiUrl, account) };
  };
  const intentsOf = async (orderId: string): Promise<unknown[]> => {
    const intents = await world.sandbox.intents();
    return intents.filter(({ metadata }) => metadata.order_id === orderId);
  };
  const customersOf = async (userId: string): Promise<unknown[]> => {
    const customers = await world.sandbox.customers();
    return customers.filter(({ metadata }) => metadata.user_id === userId);
  };
  /** The next call, without anyone's help: the same order is paid in the end, by one payment of one customer. */
  const recovers = async (shopper: Shopper, orderId: string): Promise<void> => {
    const { id } = await shopper.openPayment(orderId);
    await world.sandbox.confirm(id, 'pm_card_visa');
    await eventually(
      () => shopper.orderStatus(orderId),
      (status) => status === 'paid',
      SETTLED_WITHIN_MS,
    );
    expect(await intentsOf(orderId)).toHaveLength(1);
    expect(await customersOf(shopper.userId)).toHaveLength(1);
  };

  it('is gone: people register at once, payments answer 503 stripe_unavailable in time, and all recovers by itself', async () => {
    const regular = await world.shopper();
    const opened = await regular.placeOrder();
    await regular.openPayment(opened);
    await world.stack.sandbox.kill();
    const { account, answer } = await register();
    expect(answer.status).toBe(201);
    expect(answer.ms).toBeLessThan(REGISTERED_WITHIN_MS);
    const newcomer = await Shopper.logIn(world.stack.apiUrl, account);
    const placed = await newcomer.placeOrder();
    for (const refused of await Promise.all([
      newcomer.requestPayment(placed),
      regular.requestPayment(opened),
    ])) {
      expect([refused.status, refused.code]).toEqual([503, 'stripe_unavailable']);
      expect(refused.ms).toBeLessThan(DEADLINE_MS);
    }
    await world.stack.sandbox.start();
    await recovers(newcomer, placed);
    await recovers(regular, opened);
  });

  it.each<[string, Partial<Fault>]>([
    ['hangs before it does anything', { kind: 'hang', when: 'before' }],
    ['hangs with the answer', { kind: 'hang', when: 'after' }],
  ])('%s, at every call: registration and payments answer in time, and recover', async (_name, fault) => {
    const reliable = await world.shopper();
    const orderId = await reliable.placeOrder();
    for (const route of [CUSTOMERS, INTENTS]) {
      await world.sandbox.fail({ kind: 'hang', when: 'before', ...fault, route, times: ALWAYS });
    }
    const [{ account, answer }, refused] = await Promise.all([register(), reliable.requestPayment(orderId)]);
    expect(answer.status).toBe(201);
    expect(answer.ms).toBeLessThan(REGISTERED_WITHIN_MS);
    expect([refused.status, refused.code]).toEqual([503, 'stripe_unavailable']);
    expect(refused.ms).toBeLessThan(DEADLINE_MS);
    await world.sandbox.clearFaults();
    await recovers(reliable, orderId);
    const newcomer = await Shopper.logIn(world.stack.apiUrl, account);
    await recovers(newcomer, await newcomer.placeOrder());
  });

  /** Several tries within the deadline survive these; what the payer sees is a payment, or 503 and then a payment. */
  const PASSING: [string, Partial<Fault>][] = [
    ['resets the connection before the effect', { kind: 'reset', when: 'before' }],
    ['resets the connection after the effect', { kind: 'reset', when: 'after' }],
    ['sends half an answer', { kind: 'truncate', when: 'after' }],
    ['answers 500 before the effect', { kind: 'status', status: 500, when: 'before' }],
    ['answers 500 after the effect', { kind: 'status', status: 500, when: 'after' }],
    ['answers 503 after the effect', { kind: 'status', status: 503, when: 'after' }],
    ['answers 429', { kind: 'status', status: 429, when: 'before' }],
    ['answers 409', { kind: 'status', status: 409, when: 'before' }],
  ];
  it.each(PASSING)('%s, to the first two requests: one customer, one payment', async (_name, fault) => {
    for (const route of [CUSTOMERS, INTENTS]) {
      await world.sandbox.fail({ kind: 'status', when: 'before', ...fault, route, times: 2 });
    }
    const { account, answer } = await register();
    expect(answer.status).toBe(201);
    expect(answer.ms).toBeLessThan(REGISTERED_WITHIN_MS);
    const shopper = await Shopper.logIn(world.stack.apiUrl, account);
    const orderId = await shopper.placeOrder();
    const answers = [await shopper.requestPayment(orderId), await shopper.requestPayment(orderId)];
    for (const { status, ms } of answers) {
      expect([200, 503]).toContain(status);
      expect(ms).toBeLessThan(DEADLINE_MS);
    }
    await world.sandbox.clearFaults();
    await recovers(shopper, orderId);
  });

  it('hangs, events are acknowledged, other requests go on, and no transaction waits for it', async () => {
    const shopper = await world.shopper();
    const waiting = await Promise.all(Array.from({ length: 4 }, () => shopper.placeOrder()));
    const opened = await shopper.openPayment(await shopper.placeOrder());
    await world.sandbox.confirm(opened.id, 'pm_card_authenticationRequired');
    const [asking] = await world.sandbox.events(['payment_intent.requires_action']);
    if (!asking) throw new Error('The payment has no event.');
    for (const route of [INTENTS, 'GET /v1/payment_intents/:id']) {
      await world.sandbox.fail({ route, kind: 'hang', when: 'before', times: ALWAYS });
    }
    const hanging = waiting.map((orderId) => shopper.requestPayment(orderId));
    // Doubtful events, of payments of our own: the workers ask Stripe about each of them.
    const doubtful = Array.from({ length: 20 }, () => variantOf(asking));
    const acknowledged = await Promise.all(doubtful.map((event) => world.deliver(event)));
    for (const { status, ms } of acknowledged) {
      expect(status).toBe(200);
      expect(ms).toBeLessThan(UNDISTURBED_MS);
    }
    const others = await Promise.all([
      shopper.send('GET', '/api/orders'),
      shopper.send('GET', '/api/products'),
      shopper.send('POST', '/api/orders', { items: [] }),
      shopper.send('GET', '/health'),
    ]);
    expect(others.map(({ status }) => status)).toEqual([200, 200, 400, 200]);
    for (const { ms } of others) expect(ms).toBeLessThan(UNDISTURBED_MS);
    const { rows } = await world.database.query(
      `SELECT query FROM pg_stat_activity
       WHERE datname = current_database() AND state LIKE 'idle in transaction%'
         AND state_change < now() - interval '200 milliseconds'`,
    );
    expect(rows).toEqual([]);
    expect(new Set((await Promise.all(hanging)).map(({ status }) => status))).toEqual(new Set([503]));
    await world.sandbox.clearFaults();
  });

  it('hangs about one payment, the effect of another is not delayed', async () => {
    const shopper = await world.shopper();
    const stuck = await shopper.openPayment(await shopper.placeOrder());
    await world.sandbox.confirm(stuck.id, 'pm_card_authenticationRequired');
    const orderId = await shopper.placeOrder();
    const { id } = await shopper.openPayment(orderId);
    const [asking] = await world.sandbox.events(['payment_intent.requires_action']);
    if (!asking) throw new Error('The payment has no event.');
    await world.sandbox.fail({
      route: 'GET /v1/payment_intents/:id',
      kind: 'hang',
      when: 'before',
      times: ALWAYS,
    });
    await Promise.all(
      Array.from({ length: 20 }, () => world.deliver({ ...variantOf(asking), id: newEventId() })),
    );
    await world.sandbox.confirm(id, 'pm_card_visa');
    await eventually(
      () => shopper.orderStatus(orderId),
      (status) => status === 'paid',
      UNDISTURBED_MS,
    );
    await world.sandbox.clearFaults();
  });
});
