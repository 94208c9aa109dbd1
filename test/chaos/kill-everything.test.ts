import { setTimeout as wait } from 'node:timers/promises';
import { startTemporaryPostgres } from '../../scripts/lib/postgres.mjs';
import { ChaosWorld } from '../support/chaos-world.js';
import { eventually } from '../support/eventually.js';
import { SeededRandom } from '../support/seeded-random.js';
import type { Shopper } from '../support/shopper.js';

const PAYMENTS = 20;
/** From before the first order to after the last effect, on a machine that is fast or slow. */
const KILL_AFTER_MS = { from: 20, to: 1_500 };
/** Three boots, and the 60 s that reliability.md gives to settle after the last of them. */
const TEST_TIMEOUT_MS = 150_000;

/** A shop that loses its power again and again, and customers who come back. */
class MortalShop {
  readonly #orderIds = new Set<string>();

  constructor(
    private readonly world: ChaosWorld,
    private readonly shopper: Shopper,
  ) {}

  /** Twenty customers begin to pay at the same moment; whatever breaks under them, they leave. */
  beginPayments(): Promise<unknown> {
    return Promise.allSettled(Array.from({ length: PAYMENTS }, () => this.#pay()));
  }

  async #pay(): Promise<void> {
    const orderId = await this.shopper.placeOrder();
    this.#orderIds.add(orderId);
    const { id } = await this.shopper.openPayment(orderId);
    await this.world.sandbox.confirm(id, 'pm_card_visa');
  }

  /** Those who did not get to the end come back and pay; nobody pays twice. */
  async finishPayments(): Promise<void> {
    for (const orderId of this.#orderIds) {
      const { status, code, body } = await this.shopper.requestPayment(orderId);
      if (code === 'payment_already_processed') continue;
      expect([status, code]).toEqual([200, null]);
      await this.world.sandbox.confirm(String(body.payment_intent_id), 'pm_card_visa');
    }
    await eventually(
      () => Promise.all([...this.#orderIds].map((orderId) => this.shopper.orderStatus(orderId))),
      (statuses) => statuses.every((status) => status === 'paid'),
      10_000,
    );
  }
}

describe('kill -9 in the middle of 20 payments', () => {
  const random = new SeededRandom('kill -9 of everything');
  const moments = (count: number): number[] =>
    Array.from({ length: count }, () => random.between(KILL_AFTER_MS.from, KILL_AFTER_MS.to));

  it(
    'of API, worker and sandbox, three times: what Stripe took is paid here, once, within 60 s',
    async () => {
      const world = await ChaosWorld.start();
      try {
        const shop = new MortalShop(world, await world.shopper());
        for (const moment of moments(3)) {
          const payments = shop.beginPayments();
          await wait(moment);
          await world.stack.killEverything();
          await payments;
          await world.stack.startEverything();
        }
        await world.settled();
        await shop.finishPayments();
        await world.settled();
      } finally {
        await world.close();
      }
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'of PostgreSQL as well: what was committed is there, and what Stripe took is paid here',
    async () => {
      const postgres = await startTemporaryPostgres({ durable: true });
      try {
        const world = await ChaosWorld.start({ databaseUrl: postgres.url });
        try {
          const shop = new MortalShop(world, await world.shopper());
          const [moment = 0] = moments(1);
          const payments = shop.beginPayments();
          await wait(moment);
          postgres.kill('SIGKILL');
          await world.stack.killEverything();
          await payments;
          await world.stack.startEverything();
          await world.settled();
          await shop.finishPayments();
          await world.settled();
        } finally {
          await world.close();
        }
      } finally {
        await postgres.stop();
      }
    },
    TEST_TIMEOUT_MS,
  );
});
