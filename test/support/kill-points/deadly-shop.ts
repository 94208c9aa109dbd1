import { ChaosWorld } from '../chaos-world.js';
import type { ControlledProcess } from '../controlled-process.js';
import { createTestDatabase, type TestDatabase } from '../database.js';
import { eventually } from '../eventually.js';
import { freePort } from '../../../scripts/lib/ports.mjs';
import { PRICES, type Shopper, type TimedAnswer } from '../shopper.js';
import { CommitKillPoint } from './commit-kill-point.js';
import type { KillPoint, When } from './kill-point.js';
import { StripeKillPoint } from './stripe-kill-point.js';

/** reliability.md: whatever was killed, all is well again within this time. */
const WELL_WITHIN_MS = 60_000;
/** A client's patience, which has to last for a restart on a busy machine, and for a lease that was not given back (a minute). */
const CLIENT_WITHIN_MS = 180_000;
/** How long a client waits before it asks again. */
const ASK_AGAIN_MS = 100;
/** No flow has as many points; a sweep that does not end is a failure. */
const MAX_POINTS = 40;

export type Victim = 'api' | 'worker';
export type PointKind = 'commit' | 'stripe';

interface Points {
  readonly commit: CommitKillPoint;
  readonly stripe: StripeKillPoint;
}

/** Gets everything ready. @returns what the customer or operator does, as often as it takes, and how it must end */
type Preparation = (shop: DeadlyShop) => Promise<() => Promise<void>>;

export interface DeadlyFlow {
  readonly name: string;
  readonly prepare: Preparation;
  readonly victim: Victim;
  /** The statements that it is about: a commit of nothing but others is not counted. */
  readonly writes: RegExp;
  /** Points that there are at least: a sweep that finds none sweeps nothing. */
  readonly atLeast: Readonly<Record<PointKind, number>>;
}

/** A stack whose API and worker reach PostgreSQL and Stripe through kill points. */
export class DeadlyShop {
  /** Whoever asked for it learns of a failure. */
  #lastTurn: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly world: ChaosWorld,
    readonly shopper: Shopper,
    readonly operator: Shopper,
    private readonly points: Readonly<Record<Victim, Points>>,
    private readonly closeRest: () => Promise<void>,
  ) {}

  static async start(): Promise<DeadlyShop> {
    const database = await createTestDatabase();
    const sandboxPort = await freePort();
    const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
    const points = {
      api: await pointsBefore(database, sandboxUrl),
      worker: await pointsBefore(database, sandboxUrl),
    };
    const through = ({ commit, stripe }: Points) => ({
      DATABASE_URL: commit.urlThrough(database.url),
      STRIPE_API_BASE: stripe.url,
    });
    const env = { apiEnv: through(points.api), workerEnv: through(points.worker) };
    const world = await ChaosWorld.start({ ...env, sandboxPort, databaseUrl: database.url });
    return new DeadlyShop(world, await world.shopper(), await world.operator(), points, async () => {
      for (const { commit, stripe } of Object.values(points))
        await Promise.all([commit.close(), stripe.close()]);
      await database.drop();
    });
  }

  /** Waits until all promises hold. @throws Error with those that do not hold in time */
  settled(): Promise<void> {
    return this.world.settled(WELL_WITHIN_MS);
  }

  async close(): Promise<void> {
    await this.world.close();
    await this.closeRest();
  }

  /** Asks again, with the same key, until it is answered. */
  ask(by: Shopper, path: string, body: object): Promise<TimedAnswer> {
    const key = { 'idempotency-key': crypto.randomUUID() };
    return this.until(
      () => by.send('POST', path, body, undefined, key),
      ({ status, code }) => status !== 0 && status < 500 && code !== 'idempotency_in_progress',
    );
  }

  until<T>(ask: () => Promise<T>, accept: (answer: T) => boolean): Promise<T> {
    return eventually(ask, accept, CLIENT_WITHIN_MS, ASK_AGAIN_MS);
  }

  async becomes(orderId: string, status: string): Promise<void> {
    await this.until(
      () => this.shopper.orderStatus(orderId),
      (found) => found === status,
    );
  }

  /** @returns the payment's id at Stripe */
  async open(orderId: string): Promise<string> {
    const { status, body } = await this.ask(this.shopper, '/api/payments/intent', { order_id: orderId });
    expect(status).toBe(200);
    return String(body.payment_intent_id);
  }

  async paidOrder(priceId: string = PRICES.jpy, status = 'paid'): Promise<{ orderId: string; id: string }> {
    const orderId = await this.shopper.placeOrder(priceId);
    const id = await this.open(orderId);
    await this.world.sandbox.confirm(id, 'pm_card_visa');
    await this.becomes(orderId, status);
    return { orderId, id };
  }

  /** Kills at the first point, the second, ... until there is none any more. @returns how many there were */
  async sweep({ prepare, victim, writes }: DeadlyFlow, kind: PointKind, when: When): Promise<number> {
    const { commit, stripe } = this.points[victim];
    commit.counts = writes;
    const point: KillPoint = kind === 'commit' ? commit : stripe;
    for (let nth = 1; nth <= MAX_POINTS; nth += 1) {
      const go = await prepare(this);
      point.arm(nth, when, () => this.#dieAndComeBack(victim));
      await go();
      if (!(await point.disarm())) return nth - 1;
    }
    throw new Error(`There are more than ${MAX_POINTS} points.`);
  }

  /** After a sweep that failed: the next one begins with everybody alive. */
  async revive(): Promise<void> {
    for (const { commit, stripe } of Object.values(this.points))
      await Promise.all([commit.disarm(), stripe.disarm()]);
    for (const one of ['api', 'worker'] as const) await this.restart(one);
  }

  /** As an operator would, and one after the other: a death meanwhile waits until it has come back. */
  restart(victim: Victim): Promise<void> {
    return this.#inTurn(async () => {
      await this.#process(victim).kill();
      await this.#process(victim).start();
    });
  }

  async #dieAndComeBack(victim: Victim): Promise<void> {
    const { database } = this.world;
    await this.#inTurn(async () => {
      await this.#process(victim).kill();
      await this.points[victim].commit.lastWordsAreDone(database);
      // Time passes: the leases lapse that nobody renews any more, and an order that was to expire is due again.
      await database.query('UPDATE idempotency_keys SET locked_until = now() WHERE response_status IS NULL');
      await database.query('DELETE FROM stripe_event_leases');
      await database.query('UPDATE orders SET payable_since = NULL WHERE payable_since IS NOT NULL');
      await this.#process(victim).start();
    });
  }

  /** A process that two have started at once would live twice, and one of them could never be killed again. */
  #inTurn(act: () => Promise<void>): Promise<void> {
    const turn = this.#lastTurn.then(act);
    this.#lastTurn = turn.catch(() => undefined);
    return turn;
  }

  #process(victim: Victim): ControlledProcess {
    const { stack } = this.world;
    const [api] = stack.apis;
    if (!api) throw new Error('There is no API.');
    return victim === 'api' ? api : stack.worker;
  }
}

async function pointsBefore({ url }: TestDatabase, sandboxUrl: string): Promise<Points> {
  return { commit: await CommitKillPoint.before(url), stripe: await StripeKillPoint.before(sandboxUrl) };
}
