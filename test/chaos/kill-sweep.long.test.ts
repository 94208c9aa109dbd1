import { ChaosWorld } from '../support/chaos-world.js';
import { eventually } from '../support/eventually.js';
import { Shopper } from '../support/shopper.js';
import { variantOf } from '../support/signed-event.js';

const WITHIN_MS = 10_000;
const TEST_TIMEOUT_MS = 90_000;

/** One request to Stripe at which a process dies, and what its customer does when they come back. */
interface DeadlyPoint {
  readonly route: string;
  /** Makes the request that hangs; nobody is left to answer it. */
  readonly begin: () => Promise<unknown>;
  readonly comeBack: () => Promise<void>;
}

describe('kill -9 of the processes while they wait for Stripe', () => {
  let world: ChaosWorld;

  beforeAll(async () => {
    world = await ChaosWorld.start();
  });
  afterAll(() => world.close());

  const paysInTheEnd = async (shopper: Shopper, orderId: string): Promise<void> => {
    const { id } = await shopper.openPayment(orderId);
    await world.sandbox.confirm(id, 'pm_card_visa');
    await eventually(
      () => shopper.orderStatus(orderId),
      (status) => status === 'paid',
      WITHIN_MS,
    );
  };

  async function registering(): Promise<DeadlyPoint> {
    const account = Shopper.newAccount();
    return {
      route: 'POST /v1/customers',
      begin: () => Shopper.requestRegistration(world.stack.apiUrl, account),
      comeBack: async () => {
        const shopper = await Shopper.logIn(world.stack.apiUrl, account);
        await paysInTheEnd(shopper, await shopper.placeOrder());
      },
    };
  }

  async function openingPayment(): Promise<DeadlyPoint> {
    const shopper = await world.shopper();
    const orderId = await shopper.placeOrder();
    return {
      route: 'POST /v1/payment_intents',
      begin: () => shopper.requestPayment(orderId),
      comeBack: () => paysInTheEnd(shopper, orderId),
    };
  }

  async function openingPaymentAgain(): Promise<DeadlyPoint> {
    const shopper = await world.shopper();
    const orderId = await shopper.placeOrder();
    await shopper.openPayment(orderId);
    return {
      route: 'GET /v1/payment_intents/:id',
      begin: () => shopper.requestPayment(orderId),
      comeBack: () => paysInTheEnd(shopper, orderId),
    };
  }

  async function cancelling(): Promise<DeadlyPoint> {
    const shopper = await world.shopper();
    const orderId = await shopper.placeOrder();
    await shopper.openPayment(orderId);
    return {
      route: 'POST /v1/payment_intents/:id/cancel',
      begin: () => shopper.send('POST', `/api/orders/${orderId}/cancel`),
      comeBack: async () => {
        const cancelled = await shopper.send('POST', `/api/orders/${orderId}/cancel`);
        expect([cancelled.status, cancelled.body.status]).toEqual([200, 'cancelled']);
        const refused = await shopper.requestPayment(orderId);
        expect([refused.status, refused.code]).toEqual([409, 'order_not_payable']);
      },
    };
  }

  it.each(['before', 'after'] as const)(
    'at every request of register, pay and cancel, %s it takes effect: each customer comes back to one payment',
    async (when) => {
      const points = [
        await registering(),
        await openingPayment(),
        await openingPaymentAgain(),
        await cancelling(),
      ];
      // Those that look at a payment first do not meet the fault of the one that hangs at the look.
      for (const { route, begin } of points.toReversed()) {
        await world.sandbox.fail({ route, kind: 'hang', when, times: 1 });
        void begin();
        await eventually(
          () => world.sandbox.faultsLeft(),
          (left) => left === 0,
          WITHIN_MS,
        );
      }
      await Promise.all([...world.stack.apis, ...world.stack.workers].map((one) => one.kill()));
      await world.sandbox.clearFaults();
      await Promise.all([...world.stack.apis, ...world.stack.workers].map((one) => one.start()));
      await world.stack.ready();
      for (const { comeBack } of points) await comeBack();
      await world.settled();
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'of the worker alone, while it asks about a doubtful event: another takes the event over',
    async () => {
      const shopper = await world.shopper();
      const { id } = await shopper.openPayment(await shopper.placeOrder());
      await world.sandbox.deliverBadly({ lose: 1 });
      const { created } = await world.sandbox.confirm(id, 'pm_card_authenticationRequired');
      const [asking] = await world.sandbox.events(['payment_intent.requires_action']);
      if (!asking) throw new Error('The payment has no event.');
      const route = 'GET /v1/payment_intents/:id';
      await world.sandbox.fail({ route, kind: 'hang', when: 'before', times: 1 });
      // In the second of the creation: which of the two is newer, only Stripe can tell.
      await world.deliver(variantOf(asking, { created }));
      await eventually(
        () => world.sandbox.faultsLeft(),
        (left) => left === 0,
        WITHIN_MS,
      );
      await world.stack.worker.kill();
      await world.sandbox.clearFaults();
      await world.stack.worker.start();
      await world.settled();
    },
    TEST_TIMEOUT_MS,
  );
});
