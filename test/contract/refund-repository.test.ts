import type { IRefundRepository } from '../../src/application/payments/ports/refund-repository.js';
import type { IUnitOfWork } from '../../src/application/ports/unit-of-work.js';
import { Refund, type RefundSighting } from '../../src/domain/payments/refund.js';
import { Money } from '../../src/domain/shared/money.js';
import { DEFAULT_ORGANIZATION_ID as ORGANIZATION } from '../../src/domain/shared/organization.js';
import { RefundRepository } from '../../src/infrastructure/persistence/payments/refund-repository.js';
import { StaleWriteError } from '../../src/infrastructure/persistence/write-conflict.js';
import { FakeRefundRepository } from '../support/fakes/refund-repository.js';
import { FakeUnitOfWork } from '../support/fakes/unit-of-work.js';
import { connectPayments, PAYMENT, uuidFrom } from '../support/payment-tables.js';

interface World {
  readonly refunds: IRefundRepository;
  readonly unitOfWork: IUnitOfWork;
  close(): Promise<void>;
}

const RACERS = 20;
const AT = new Date('2026-11-20T09:00:00.123Z');
const LATER = new Date('2026-11-20T10:00:00.000Z');
const ELSEWHERE = '00000000-0000-7000-8000-000000000002';

const uuid = uuidFrom(0xb000);

const inMemory = async (): Promise<World> => ({
  refunds: new FakeRefundRepository(),
  unitOfWork: new FakeUnitOfWork(),
  close: async () => undefined,
});

const onPostgres = async (): Promise<World> => {
  const connected = await connectPayments();
  const { database } = connected;
  return { refunds: new RefundRepository(database), unitOfWork: database, close: () => connected.close() };
};

describe.each([
  ['in memory', inMemory],
  ['on PostgreSQL', onPostgres],
])('refunds %s', (_, open) => {
  let world: World;

  const request = (nextTryAt = LATER): Refund =>
    Refund.request({
      ...PAYMENT,
      id: uuid(),
      amount: Money.of(500, 'jpy'),
      reason: 'broken cup',
      requestedBy: 'operator',
      at: AT,
      nextTryAt,
    });
  const sighting = (id: string): RefundSighting => ({
    id,
    status: 'failed',
    amountMinor: 500,
    currency: 'jpy',
    reason: null,
    failureReason: 'lost_or_stolen_card',
    source: 'event',
    seenVersion: null,
    askedAt: AT,
    asOf: AT,
  });

  beforeAll(async () => {
    world = await open();
  });
  afterAll(async () => world.close());

  it('come back as they were stored', async () => {
    const refund = request();
    await world.refunds.insert(refund);
    const found = await world.refunds.findById(ORGANIZATION, refund.id);
    expect(found?.snapshot()).toEqual(refund.snapshot());
    expect(await world.refunds.findById(ELSEWHERE, refund.id)).toBeNull();
    expect(await world.refunds.findById(ORGANIZATION, 'nope')).toBeNull();
  });

  it('keep what Stripe said, and are found by its id', async () => {
    const refund = request();
    await world.refunds.insert(refund);
    refund.observe(sighting(`re_${refund.id}`), LATER);
    await world.refunds.update(refund);
    const found = await world.refunds.findByStripeId(ORGANIZATION, `re_${refund.id}`);
    expect(found?.snapshot()).toEqual({ ...refund.snapshot(), version: 2 });
  });

  it('of Stripe stand once, whoever races', async () => {
    const seen = sighting(`re_${uuid()}`);
    const outcomes = await Promise.allSettled(
      Array.from({ length: RACERS }, async () =>
        world.refunds.insert(Refund.madeAtStripe(uuid(), PAYMENT, seen, AT)),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('are changed by one of those who read the same version', async () => {
    const refund = request();
    await world.refunds.insert(refund);
    const outcomes = await Promise.allSettled(
      Array.from({ length: RACERS }, async () => {
        const own = Refund.rehydrate(refund.snapshot());
        own.reject('balance_insufficient', 'No.', LATER);
        await world.refunds.update(own);
      }),
    );
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(RACERS - 1);
    expect(refused.every(({ reason }) => reason instanceof StaleWriteError)).toBe(true);
  });

  it('are found by the payment that they are of', async () => {
    const own = [request(), request()];
    for (const refund of own) await world.refunds.insert(refund);
    const found = await world.refunds.findByPaymentIntent(ORGANIZATION, PAYMENT.stripePaymentIntentId);
    expect(found.map(({ id }) => id)).toEqual(expect.arrayContaining(own.map(({ id }) => id)));
    expect(await world.refunds.findByPaymentIntent(ORGANIZATION, 'pi_other')).toEqual([]);
    expect(await world.refunds.findByPaymentIntent(ELSEWHERE, PAYMENT.stripePaymentIntentId)).toEqual([]);
  });

  it('are claimed once they are due, the longest waiting first, each by one of those who race', async () => {
    const due = [new Date(AT.getTime() + 2), new Date(AT.getTime() + 1)].map(request);
    const early = request(LATER);
    for (const refund of [...due, early]) await world.refunds.insert(refund);
    const now = new Date(AT.getTime() + 1_000);
    const claims = await Promise.all(
      Array.from({ length: RACERS }, () => world.unitOfWork.run(() => world.refunds.claimDue(now, LATER, 1))),
    );
    const claimed = claims.flat().map(({ id }) => id);
    expect(claimed.toSorted()).toEqual(due.map(({ id }) => id).toSorted());
    expect(await world.refunds.claimDue(now, LATER, RACERS)).toEqual([]);
    // Claiming writes no new version: whoever sends the refund may still settle it.
    const [first] = due;
    first?.observe(sighting(`re_${first.id}`), LATER);
    if (first) await world.refunds.update(first);
    expect((await world.refunds.claimDue(LATER, LATER, RACERS)).map(({ id }) => id)).not.toContain(first?.id);
  });
});
