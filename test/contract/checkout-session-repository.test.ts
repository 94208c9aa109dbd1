import type { ICheckoutSessionRepository } from '../../src/application/payments/ports/checkout-session-repository.js';
import type { IPaymentAttemptRepository } from '../../src/application/payments/ports/payment-attempt-repository.js';
import { CheckoutSession } from '../../src/domain/payments/checkout-session.js';
import { PaymentAttempt } from '../../src/domain/payments/payment-attempt.js';
import { Money } from '../../src/domain/shared/money.js';
import { DEFAULT_ORGANIZATION_ID as ORGANIZATION } from '../../src/domain/shared/organization.js';
import type { Database } from '../../src/infrastructure/persistence/database.js';
import { CheckoutSessionRepository } from '../../src/infrastructure/persistence/payments/checkout-session-repository.js';
import { checkoutSessionTable } from '../../src/infrastructure/persistence/payments/checkout-session.table.js';
import { PaymentAttemptRepository } from '../../src/infrastructure/persistence/payments/payment-attempt-repository.js';
import { paymentAttemptTable } from '../../src/infrastructure/persistence/payments/payment-attempt.table.js';
import { StaleWriteError } from '../../src/infrastructure/persistence/write-conflict.js';
import { insertUser } from '../support/catalog-tables.js';
import { connectDatabase } from '../support/connected-database.js';
import { FakeCheckoutSessionRepository } from '../support/fakes/checkout-session-repository.js';
import { FakePaymentAttemptRepository } from '../support/fakes/payment-attempt-repository.js';
import { insertPendingOrder } from '../support/pending-order.js';

interface World {
  readonly checkouts: ICheckoutSessionRepository;
  readonly attempts: IPaymentAttemptRepository;
  readonly database: Database | null;
  close(): Promise<void>;
}

const RACERS = 20;
const AT = new Date('2026-11-20T09:00:00.123Z');
const ELSEWHERE = '00000000-0000-7000-8000-000000000002';
const USER = '00000000-0000-7000-8000-0000000000e1';

let drawn = 0;
const uuid = (): string => `00000000-0000-7000-8000-${(0xe000 + drawn++).toString(16).padStart(12, '0')}`;

const inMemory = async (): Promise<World> => ({
  checkouts: new FakeCheckoutSessionRepository(),
  attempts: new FakePaymentAttemptRepository(),
  database: null,
  close: async () => undefined,
});

const onPostgres = async (): Promise<World> => {
  const connected = await connectDatabase([paymentAttemptTable, checkoutSessionTable]);
  const { database } = connected;
  await insertUser(database, USER);
  return {
    checkouts: new CheckoutSessionRepository(database),
    attempts: new PaymentAttemptRepository(database),
    database,
    close: () => connected.close(),
  };
};

describe.each([
  ['in memory', inMemory],
  ['on PostgreSQL', onPostgres],
])('checkout sessions %s', (_, open) => {
  let world: World;
  let attemptId: string;

  beforeAll(async () => {
    world = await open();
  });
  beforeEach(async () => {
    attemptId = uuid();
    const orderId = uuid();
    if (world.database) await insertPendingOrder(world.database, orderId, USER);
    await world.attempts.insertUnlessOpen(
      PaymentAttempt.request({
        id: attemptId,
        organizationId: ORGANIZATION,
        orderId,
        orderNumber: 'KAI-261120-7F3K2',
        userId: USER,
        kind: 'checkout',
        amount: Money.of(1_100, 'jpy'),
        captureMethod: 'automatic',
        stripeCustomerId: 'cus_1',
        at: AT,
      }),
    );
  });
  afterAll(async () => world.close());

  const insert = async (): Promise<CheckoutSession> => {
    const session = CheckoutSession.request({
      attemptId,
      organizationId: ORGANIZATION,
      successUrl: 'https://shop.example/done?id={CHECKOUT_SESSION_ID}',
      cancelUrl: 'https://shop.example/',
      locale: 'ja',
      updatedAt: AT,
    });
    await world.checkouts.insert(session);
    return session;
  };

  it('come back as they were stored, by the attempt', async () => {
    const session = await insert();
    const found = await world.checkouts.findByAttempt(ORGANIZATION, attemptId);
    expect(found?.snapshot()).toEqual(session.snapshot());
  });

  it("keep what Stripe said, and are found by Stripe's id", async () => {
    const session = await insert();
    session.observe(`cs_${attemptId}`, 'complete', AT);
    await world.checkouts.update(session);
    const found = await world.checkouts.findByStripeId(ORGANIZATION, `cs_${attemptId}`);
    expect(found?.snapshot()).toEqual({ ...session.snapshot(), version: 2 });
  });

  it('are changed by one of those who saw the same version', async () => {
    await insert();
    const seen = await Promise.all(
      Array.from({ length: RACERS }, () => world.checkouts.findByAttempt(ORGANIZATION, attemptId)),
    );
    const outcomes = await Promise.allSettled(
      seen.map(async (session) => {
        session?.observe(`cs_${attemptId}`, 'open', AT);
        if (session) await world.checkouts.update(session);
      }),
    );
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(RACERS - 1);
    expect(refused.every((outcome) => 'reason' in outcome && outcome.reason instanceof StaleWriteError)).toBe(
      true,
    );
  });

  it('are none for another organization, and for ids that cannot be ours', async () => {
    await insert();
    expect(await world.checkouts.findByAttempt(ELSEWHERE, attemptId)).toBeNull();
    expect(await world.checkouts.findByAttempt(ORGANIZATION, 'no uuid')).toBeNull();
    expect(await world.checkouts.findByStripeId(ELSEWHERE, `cs_${attemptId}`)).toBeNull();
  });
});
