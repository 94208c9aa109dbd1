import { LookAtDispute } from '../../src/application/payments/look-at-dispute.js';
import { LookAtPayment } from '../../src/application/payments/look-at-payment.js';
import { LookAtRefunds } from '../../src/application/payments/look-at-refunds.js';
import { RecordDispute } from '../../src/application/payments/record-dispute.js';
import { RecordPayment } from '../../src/application/payments/record-payment.js';
import { RecordRefunds } from '../../src/application/payments/record-refunds.js';
import { IUnitOfWork } from '../../src/application/ports/unit-of-work.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../src/domain/shared/organization.js';
import { ApiUser } from '../support/api-user.js';
import { eventually } from '../support/eventually.js';
import { inBatches } from '../support/in-batches.js';
import { type PayingShop, startPayingShop } from '../support/paying-shop.js';
import { SandboxClient } from '../support/sandbox-client.js';
import { sql } from '../support/sql.js';
import { stock } from '../support/stocked-shop.js';

const OBJECTS = 10;
/** Who asked before each move, and is answered after it. */
const LOOKERS = 5;
const AT_ONCE = 8;
const KNOWN_WITHIN_MS = 60_000;
const TEST_TIMEOUT_MS = 180_000;
/** reliability.md: that none of so many wins. */
const STALE_LOOKS = 1_000;

/** Lets an answer of Stripe's take effect, however long ago it was given. @returns what came of it */
type LateAnswer = () => Promise<string>;

/** Something at Stripe that moves, and our row about it. */
interface Watched {
  readonly ask: () => Promise<LateAnswer>;
  readonly atStripe: () => Promise<string | null>;
  readonly inOurRow: () => Promise<string | undefined>;
  readonly moves: readonly (() => Promise<unknown>)[];
}

describe('a look at Stripe that is answered late', () => {
  let shop: PayingShop;
  let sandbox: SandboxClient;
  let customer: ApiUser;
  let priceId: string;
  /** How many stale answers had which outcome. */
  const outcomes: Record<string, number> = {};
  /** Those of one test that won over what was newer. */
  let won: string[];

  beforeAll(async () => {
    shop = await startPayingShop({ DATABASE_POOL_SIZE: '12' });
    sandbox = new SandboxClient(shop.sandbox.url);
    customer = await ApiUser.register(shop.app);
    ({ priceId } = await stock(await ApiUser.operator(shop.app)));
  });
  beforeEach(async () => {
    won = [];
    await sandbox.deliverBadly({});
  });
  afterAll(() => shop.close());

  const use = <T>(token: abstract new (...args: never[]) => T): T =>
    shop.worker.get(token, { strict: false });
  const statusOf = async (table: string, column: string, id: string): Promise<string | undefined> => {
    const shown = table === 'payment_attempts' ? 'payment_status' : 'status';
    const rows = await sql<{ status: string }>(
      shop.app.database.url,
      `SELECT ${shown} AS status FROM ${table} WHERE ${column} = $1`,
      [id],
    );
    return rows[0]?.status;
  };

  async function open(): Promise<{ orderId: string; id: string; secret: string }> {
    const { body: order } = await customer.post('/api/orders', {
      items: [{ price_id: priceId, quantity: 1 }],
    });
    const orderId = String(order?.id);
    const { body } = await customer.post('/api/payments/intent', { order_id: orderId });
    return { orderId, id: String(body?.payment_intent_id), secret: String(body?.client_secret) };
  }
  async function paid(card: string): Promise<string> {
    const { id, orderId } = await open();
    await sandbox.confirm(id, card);
    await eventually(
      async () => (await customer.get(`/api/orders/${orderId}`)).body?.status,
      (status) => status === 'paid',
      KNOWN_WITHIN_MS,
    );
    return id;
  }

  async function payment(): Promise<Watched> {
    const { id, secret } = await open();
    const asks = () => sandbox.confirm(id, 'pm_card_authenticationRequired');
    const fails = () => sandbox.answerChallenge(secret, 'fail');
    return {
      ask: async () => {
        const look = await use(LookAtPayment).execute(organizationId, id);
        return () =>
          use(IUnitOfWork).run(() =>
            use(RecordPayment).execute({ organizationId, ...look, source: 'fetch', cause: 'late' }),
          );
      },
      atStripe: async () => (await sandbox.stripe.paymentIntents.retrieve(id)).status,
      inOurRow: () => statusOf('payment_attempts', 'stripe_payment_intent_id', id),
      moves: [asks, fails, asks, fails, asks],
    };
  }

  async function refund(): Promise<Watched> {
    const paymentIntentId = await paid('pm_card_pendingRefund');
    const { id: stripeRefundId } = await sandbox.stripe.refunds.create({ payment_intent: paymentIntentId });
    const inOurRow = () => statusOf('refunds', 'stripe_refund_id', stripeRefundId);
    await eventually(inOurRow, (status) => status !== undefined, KNOWN_WITHIN_MS);
    return {
      ask: async () => {
        const query = { organizationId, paymentIntentId };
        const look = await use(LookAtRefunds).execute({ ...query, stripeRefundId });
        return () =>
          use(IUnitOfWork).run(() =>
            use(RecordRefunds).execute({ ...query, shown: null, look, cause: 'late' }),
          );
      },
      atStripe: async () => (await sandbox.stripe.refunds.retrieve(stripeRefundId)).status,
      inOurRow,
      moves: [
        () => sandbox.advanceTime(3),
        () => sandbox.trigger('refund_failure', { object: stripeRefundId }),
      ],
    };
  }

  async function dispute(): Promise<Watched> {
    const object = await paid('pm_card_visa');
    await sandbox.trigger('dispute', { object, inquiry: true });
    const [made] = (await sandbox.stripe.disputes.list({ payment_intent: object })).data;
    const id = String(made?.id);
    const inOurRow = () => statusOf('disputes', 'stripe_dispute_id', id);
    await eventually(inOurRow, (status) => status !== undefined, KNOWN_WITHIN_MS);
    const answers = (text: string) => () =>
      sandbox.stripe.disputes.update(id, { evidence: { uncategorized_text: text } });
    return {
      ask: async () => {
        const look = await use(LookAtDispute).execute(organizationId, id);
        const { dispute: seen, seenVersion } = look;
        return () =>
          use(IUnitOfWork).run(() =>
            use(RecordDispute).execute({
              ...{ organizationId, dispute: seen, seenVersion },
              ...{ source: 'fetch', cause: 'late' },
            }),
          );
      },
      atStripe: async () => (await sandbox.stripe.disputes.retrieve(id)).status,
      inOurRow,
      moves: [
        answers('We have delivered.'),
        () => sandbox.trigger('dispute_escalated', { object: id }),
        answers('We have delivered, as the receipt shows.'),
        () => sandbox.trigger('dispute_lost', { object: id }),
      ],
    };
  }

  /** By an event, which the worker gets; or by the answer to somebody who asked later. */
  async function learn(
    { ask, atStripe, inOurRow }: Watched,
    how: 'event' | 'look',
  ): Promise<string | undefined> {
    if (how === 'look') await (await ask())();
    const truth = await atStripe();
    return eventually(inOurRow, (status) => status === truth, KNOWN_WITHIN_MS);
  }

  async function watch(watched: Watched, how: 'event' | 'look'): Promise<void> {
    for (const move of watched.moves) {
      const late = await Promise.all(Array.from({ length: LOOKERS }, () => watched.ask()));
      await move();
      const known = await learn(watched, how);
      for (const outcome of await Promise.all(late.map((takeEffect) => takeEffect())))
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      const now = await watched.inOurRow();
      if (now !== known) won.push(`${String(now)} over ${String(known)}`);
    }
  }

  it.each([
    { what: 'payment', prepare: payment, how: 'event' },
    { what: 'payment', prepare: payment, how: 'look' },
    { what: 'refund', prepare: refund, how: 'event' },
    { what: 'refund', prepare: refund, how: 'look' },
    { what: 'dispute', prepare: dispute, how: 'event' },
    { what: 'dispute', prepare: dispute, how: 'look' },
  ] as const)(
    'never wins over a newer $how of its $what',
    async ({ prepare, how }) => {
      const all = await inBatches(Array.from({ length: OBJECTS }), AT_ONCE, prepare);
      if (how === 'look') await sandbox.deliverBadly({ lose: 1 });
      await inBatches(all, AT_ONCE, (watched) => watch(watched, how));
      expect(won).toEqual([]);
    },
    TEST_TIMEOUT_MS,
  );

  it(`was tried ${STALE_LOOKS} times and more`, () => {
    const tried = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
    process.stderr.write(`stale looks: ${JSON.stringify(outcomes)}\n`);
    expect(tried).toBeGreaterThanOrEqual(STALE_LOOKS);
  });
});
