import { ChaosWorld } from '../support/chaos-world.js';
import { eventually } from '../support/eventually.js';
import type { Shopper } from '../support/shopper.js';

/** A sweep a second here, a minute in the field. */
const SWEEP = { EVENT_SWEEP_SECONDS: '1' };
const WITHIN_MS = 15_000;

describe('events that Stripe never delivers', () => {
  let world: ChaosWorld;
  let shopper: Shopper;

  beforeAll(async () => {
    world = await ChaosWorld.start({ workers: 2, env: SWEEP });
    shopper = await world.shopper();
    await world.sandbox.deliverBadly({ lose: 1 });
  });
  afterAll(() => world.close());

  const pay = async (): Promise<string> => {
    const orderId = await shopper.placeOrder();
    const { id } = await shopper.openPayment(orderId);
    await world.sandbox.confirm(id, 'pm_card_visa');
    return orderId;
  };
  const allPaid = (orderIds: readonly string[]): Promise<unknown> =>
    eventually(
      () => Promise.all(orderIds.map((orderId) => shopper.orderStatus(orderId))),
      (statuses) => statuses.every((status) => status === 'paid'),
      WITHIN_MS,
    );

  it('are found in its list and applied by the same path, each once', async () => {
    const orderIds = await Promise.all(Array.from({ length: 10 }, pay));
    await allPaid(orderIds);
    const { rows } = await world.database.query<{ attempts: number }>(
      `SELECT attempts FROM stripe_events WHERE type = 'payment_intent.succeeded'`,
    );
    expect(rows).toEqual(orderIds.map(() => ({ attempts: 1 })));
    await world.settled(WITHIN_MS);
  });

  it('are found once its list can be read again', async () => {
    await world.sandbox.fail({
      route: 'GET /v1/events',
      kind: 'status',
      status: 500,
      when: 'before',
      times: 1_000,
    });
    const orderId = await pay();
    await eventually(
      () => world.sandbox.faultsLeft(),
      (left) => left < 995,
      WITHIN_MS,
    );
    expect(await shopper.orderStatus(orderId)).toBe('awaiting_payment');
    await world.sandbox.clearFaults();
    await allPaid([orderId]);
  });

  it('are found when everyone who looked for them was killed meanwhile', async () => {
    await Promise.all(world.stack.workers.map((worker) => worker.kill()));
    const orderIds = await Promise.all(Array.from({ length: 5 }, pay));
    await Promise.all(world.stack.workers.map((worker) => worker.start()));
    await allPaid(orderIds);
    await world.settled(WITHIN_MS);
  });
});
