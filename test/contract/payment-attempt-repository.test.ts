import type { IPaymentAttemptRepository } from '../../src/application/payments/ports/payment-attempt-repository.js';
import type { IUnitOfWork } from '../../src/application/ports/unit-of-work.js';
import { PaymentAttempt } from '../../src/domain/payments/payment-attempt.js';
import { DEFAULT_ORGANIZATION_ID } from '../../src/domain/shared/organization.js';
import { Money } from '../../src/domain/shared/money.js';
import { PaymentAttemptRepository } from '../../src/infrastructure/persistence/payments/payment-attempt-repository.js';
import { paymentAttemptTable } from '../../src/infrastructure/persistence/payments/payment-attempt.table.js';
import { StaleWriteError } from '../../src/infrastructure/persistence/write-conflict.js';
import { insertUser, ORDER_TABLES } from '../support/catalog-tables.js';
import { connectDatabase } from '../support/connected-database.js';
import { FakePaymentAttemptRepository } from '../support/fakes/payment-attempt-repository.js';
import { FakeUnitOfWork } from '../support/fakes/unit-of-work.js';
import { placeOrder } from '../support/orders.js';

interface World {
  readonly attempts: IPaymentAttemptRepository;
  readonly unitOfWork: IUnitOfWork;
  /** An order that attempts can be about. */
  addOrder(id: string): Promise<void>;
  close(): Promise<void>;
}

const RACERS = 20;
const AT = new Date('2026-11-20T09:00:00.123Z');
const ORGANIZATION = DEFAULT_ORGANIZATION_ID;
const ELSEWHERE = '00000000-0000-7000-8000-000000000002';
const USER = placeOrder().userId;

let drawn = 0;
const uuid = (): string => `00000000-0000-7000-8000-${(0xa000 + drawn++).toString(16).padStart(12, '0')}`;

const inMemory = async (): Promise<World> => ({
  attempts: new FakePaymentAttemptRepository(),
  unitOfWork: new FakeUnitOfWork(),
  addOrder: async () => undefined,
  close: async () => undefined,
});

const onPostgres = async (): Promise<World> => {
  const connected = await connectDatabase([...ORDER_TABLES, paymentAttemptTable]);
  const { database } = connected;
  await insertUser(database, USER);
  return {
    attempts: new PaymentAttemptRepository(database),
    unitOfWork: database,
    addOrder: async (id) => {
      await database.query(
        `INSERT INTO orders (id, organization_id, user_id, number, status, currency, subtotal_minor, tax_minor,
           total_minor, placed_at, updated_at)
         VALUES ($1, $2, $3, $4, 'pending', 'jpy', 1000, 100, 1100, now(), now())`,
        [id, ORGANIZATION, USER, id],
      );
    },
    close: () => connected.close(),
  };
};

describe.each([
  ['in memory', inMemory],
  ['on PostgreSQL', onPostgres],
])('payment attempts %s', (_, open) => {
  let world: World;
  let orderId: string;

  const request = (): PaymentAttempt =>
    PaymentAttempt.request({
      id: uuid(),
      organizationId: ORGANIZATION,
      orderId,
      orderNumber: 'KAI-261120-7F3K2',
      userId: USER,
      kind: 'payment_intent',
      amount: Money.of(1_100, 'jpy'),
      captureMethod: 'automatic',
      stripeCustomerId: 'cus_1',
      at: AT,
    });
  const observe = (
    attempt: PaymentAttempt,
    status: 'requires_action' | 'requires_capture' | 'canceled',
    paymentIntentId: string,
  ): void =>
    attempt.observe(
      {
        paymentIntentId,
        status,
        amountReceivedMinor: 0,
        amountCapturableMinor: status === 'requires_capture' ? 1_100 : 0,
        chargeId: 'ch_1',
        cancellationReason: null,
        lastErrorCode: 'card_declined',
        lastErrorMessage: 'Declined.',
        askedAt: AT,
        asOf: AT,
        source: 'event',
        seenVersion: null,
      },
      AT,
    );

  beforeAll(async () => {
    world = await open();
  });
  beforeEach(async () => {
    orderId = uuid();
    await world.addOrder(orderId);
  });
  afterAll(async () => world.close());

  it('come back as they were stored', async () => {
    const attempt = request();
    await world.attempts.insertUnlessOpen(attempt);
    const found = await world.attempts.findById(ORGANIZATION, attempt.id);
    expect(found?.snapshot()).toEqual(attempt.snapshot());
  });

  it('keep what Stripe said, and are found by its id', async () => {
    const attempt = request();
    await world.attempts.insertUnlessOpen(attempt);
    observe(attempt, 'requires_action', `pi_${attempt.id}`);
    await world.attempts.update(attempt);
    const found = await world.unitOfWork.run(() =>
      world.attempts.findByPaymentIntentForUpdate(ORGANIZATION, `pi_${attempt.id}`),
    );
    expect(found?.snapshot()).toEqual({ ...attempt.snapshot(), version: 2 });
  });

  it('are one open at a time for an order, whoever races', async () => {
    const requests = Array.from({ length: RACERS }, request);
    const inserted = await Promise.all(
      requests.map(async (attempt) => world.attempts.insertUnlessOpen(attempt)),
    );
    const winners = requests.filter((_attempt, racer) => inserted[racer]);
    expect(winners).toHaveLength(1);
    expect((await world.attempts.findOpenByOrder(ORGANIZATION, orderId))?.id).toBe(winners[0]?.id);
  });

  it('make room for the next once they have ended', async () => {
    const first = request();
    await world.attempts.insertUnlessOpen(first);
    observe(first, 'canceled', `pi_${first.id}`);
    await world.attempts.update(first);
    expect(await world.attempts.findOpenByOrder(ORGANIZATION, orderId)).toBeNull();
    const second = request();
    await world.attempts.insertUnlessOpen(second);
    expect((await world.attempts.findOpenByOrder(ORGANIZATION, orderId))?.id).toBe(second.id);
  });

  it('are changed by one of those who read the same version', async () => {
    const attempt = request();
    await world.attempts.insertUnlessOpen(attempt);
    const outcomes = await Promise.allSettled(
      Array.from({ length: RACERS }, async () => {
        const own = await world.attempts.findById(ORGANIZATION, attempt.id);
        if (!own) throw new Error('It is not stored.');
        observe(own, 'requires_action', `pi_${attempt.id}`);
        await world.attempts.update(PaymentAttempt.rehydrate({ ...own.snapshot(), version: 1 }));
      }),
    );
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(RACERS - 1);
    expect(refused.every(({ reason }) => reason instanceof StaleWriteError)).toBe(true);
  });

  it('are none for what is no id of ours', async () => {
    expect(await world.attempts.findOpenByOrder(ORGANIZATION, 'nope')).toBeNull();
    expect(await world.attempts.findById(ORGANIZATION, 'shop-42')).toBeNull();
  });

  it('are not seen by another organization', async () => {
    const attempt = request();
    await world.attempts.insertUnlessOpen(attempt);
    expect(await world.attempts.findById(ELSEWHERE, attempt.id)).toBeNull();
    expect(await world.attempts.findOpenByOrder(ELSEWHERE, orderId)).toBeNull();
  });

  describe('whose capture has no answer', () => {
    const PAUSE_MS = 60_000;
    const later = (ms: number): Date => new Date(AT.getTime() + ms);
    const claim = async (now: Date, limit = 10): Promise<string[]> =>
      (await world.attempts.claimUnsettledCaptures(now, PAUSE_MS, limit)).map(({ id }) => id);
    const capturing = async (requestedAt: Date): Promise<PaymentAttempt> => {
      const id = uuid();
      await world.addOrder(id);
      const attempt = PaymentAttempt.rehydrate({ ...request().snapshot(), orderId: id });
      await world.attempts.insertUnlessOpen(attempt);
      observe(attempt, 'requires_capture', `pi_${attempt.id}`);
      attempt.requestCapture(1_100, attempt.id, requestedAt);
      await world.attempts.update(attempt);
      return attempt;
    };
    const end = async ({ id }: PaymentAttempt): Promise<void> => {
      const attempt = await world.attempts.findById(ORGANIZATION, id);
      if (!attempt) throw new Error(`Attempt ${id} is gone.`);
      observe(attempt, 'canceled', `pi_${id}`);
      await world.attempts.update(attempt);
    };

    it('are claimed after a pause, by one, and again after another', async () => {
      const attempt = await capturing(AT);
      expect(await claim(later(PAUSE_MS - 1))).toEqual([]);
      const racers = await Promise.all(Array.from({ length: RACERS }, () => claim(later(PAUSE_MS))));
      expect(racers.flat()).toEqual([attempt.id]);
      expect(await claim(later(2 * PAUSE_MS - 1))).toEqual([]);
      expect(await claim(later(2 * PAUSE_MS))).toEqual([attempt.id]);
      await end(attempt);
      expect(await claim(later(9 * PAUSE_MS))).toEqual([]);
    });

    it('let the others have their turn, however often the oldest fails', async () => {
      const oldest = await capturing(AT);
      const younger = await capturing(later(PAUSE_MS));
      const now = later(2 * PAUSE_MS);
      expect([await claim(now, 1), await claim(now, 1)]).toEqual([[oldest.id], [younger.id]]);
      await end(oldest);
      await end(younger);
    });
  });
});
