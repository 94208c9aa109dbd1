import { performance } from 'node:perf_hooks';
import { ChaosWorld } from '../support/chaos-world.js';
import { eventually } from '../support/eventually.js';

const PAID_WITHIN_MS = 2_000;

describe('two API processes and two workers', () => {
  let world: ChaosWorld;

  beforeAll(async () => {
    world = await ChaosWorld.start({ apis: 2, workers: 2 });
  });
  afterEach(() => world.settled(10_000));
  afterAll(() => world.close());

  it('turn an order paid within 2 s of the confirmation by an unmodified Stripe SDK', async () => {
    const shopper = await world.shopper();
    const orderId = await shopper.placeOrder();
    const { id } = await shopper.openPayment(orderId);
    const startedAt = performance.now();
    await world.sandbox.confirm(id, 'pm_card_visa');
    await eventually(
      () => shopper.orderStatus(orderId),
      (status) => status === 'paid',
      PAID_WITHIN_MS - (performance.now() - startedAt),
    );
  });

  it('open one PaymentIntent for 50 parallel POST /api/payments/intent of one order', async () => {
    const shopper = await world.shopper();
    const orderId = await shopper.placeOrder();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        shopper.requestPayment(orderId, world.stack.apiUrls[index % 2]),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => body.payment_intent_id)).size).toBe(1);
    const intents = await world.sandbox.intents();
    expect(intents.filter(({ metadata }) => metadata.order_id === orderId)).toHaveLength(1);
    const customers = await world.sandbox.customers();
    expect(customers.filter(({ metadata }) => metadata.user_id === shopper.userId)).toHaveLength(1);
  });

  it.each([
    ['fails after the effect', [{ kind: 'status', status: 500, when: 'after' }]],
    ['fails before the effect', [{ kind: 'status', status: 500, when: 'before' }]],
    [
      'fails for one process and is slow for the other, so that two keys are on their way',
      [
        { kind: 'status', status: 500, when: 'before' },
        { kind: 'delay', delay_ms: 700, when: 'before' },
      ],
    ],
    ['loses the answer', [{ kind: 'reset', when: 'after' }]],
  ] as const)('open one PaymentIntent for 50 parallel calls while Stripe %s', async (_name, faults) => {
    const shopper = await world.shopper();
    const orderId = await shopper.placeOrder();
    for (const fault of faults)
      await world.sandbox.fail({ route: 'POST /v1/payment_intents', times: 1, ...fault });
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        shopper.requestPayment(orderId, world.stack.apiUrls[index % 2]),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const intents = await world.sandbox.intents();
    const payable = intents.filter(
      ({ status, metadata }) => status !== 'canceled' && metadata.order_id === orderId,
    );
    expect(payable).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body.payment_intent_id))).toEqual(
      new Set(payable.map(({ id }) => id)),
    );
  });
});
