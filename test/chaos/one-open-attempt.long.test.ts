import { ChaosWorld } from '../support/chaos-world.js';
import type { Shopper, TimedAnswer } from '../support/shopper.js';

const CALLS = 50;
const ROUNDS = 3;
/** Refusals that a payer can act on: somebody else has gone on to pay in the other way. */
const REPLACED = 'payment_replaced';

describe('card form and Checkout on two API processes', () => {
  let world: ChaosWorld;

  beforeAll(async () => {
    world = await ChaosWorld.start({ apis: 2, workers: 2 });
  });
  afterEach(() => world.settled(10_000));
  afterAll(() => world.close());

  /** Each way to pay at each process, a quarter of the calls each. */
  const call = (shopper: Shopper, orderId: string, index: number): Promise<TimedAnswer> => {
    const path = index % 2 === 0 ? '/api/checkout' : '/api/payments/intent';
    return shopper.send('POST', path, { order_id: orderId }, world.stack.apiUrls[index % 4 < 2 ? 0 : 1]);
  };
  const payableAtStripe = async (orderId: string): Promise<string[]> => {
    const { data: sessions } = await world.sandbox.stripe.checkout.sessions.list({ limit: 100 });
    const intents = await world.sandbox.intents();
    return [
      ...sessions.filter(({ status, metadata }) => status === 'open' && metadata?.order_id === orderId),
      ...intents.filter(({ status, metadata }) => status !== 'canceled' && metadata.order_id === orderId),
    ].map(({ id }) => id);
  };

  it(`leave one attempt that can be paid of ${CALLS} mixed calls, ${ROUNDS} times over`, async () => {
    const shopper = await world.shopper();
    for (let round = 0; round < ROUNDS; round += 1) {
      const orderId = await shopper.placeOrder();
      const answers = await Promise.all(
        Array.from({ length: CALLS }, (_, index) => call(shopper, orderId, index)),
      );
      const refused = answers.filter(({ status }) => status !== 200);
      expect(new Set(refused.map(({ status, code }) => `${status} ${code}`))).toEqual(
        new Set(refused.length > 0 ? [`409 ${REPLACED}`] : []),
      );
      expect(refused.length).toBeLessThan(CALLS);
      expect(await payableAtStripe(orderId)).toHaveLength(1);
    }
  });

  it.each([
    ['fails after the effect', { kind: 'status', status: 500, when: 'after' }],
    ['fails before the effect', { kind: 'status', status: 500, when: 'before' }],
    ['loses the answer', { kind: 'reset', when: 'after' }],
  ] as const)('leave no more than one while Stripe %s', async (_, fault) => {
    const shopper = await world.shopper();
    const orderId = await shopper.placeOrder();
    for (const route of ['POST /v1/payment_intents', 'POST /v1/checkout/sessions'])
      await world.sandbox.fail({ route, times: 1, ...fault });
    const answers = await Promise.all(
      Array.from({ length: CALLS }, (_call, index) => call(shopper, orderId, index)),
    );
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    expect(await payableAtStripe(orderId)).toHaveLength(1);
  });
});
