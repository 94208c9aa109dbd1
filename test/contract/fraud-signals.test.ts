import type { IAftermathFacts } from '../../src/application/payments/ports/aftermath-facts.js';
import type { IFraudSignals, PaymentRisk } from '../../src/application/payments/ports/fraud-signals.js';
import type { ReviewSighting } from '../../src/domain/payments/review.js';
import { StoredAftermathFacts } from '../../src/infrastructure/persistence/payments/aftermath-facts.js';
import { FraudSignals } from '../../src/infrastructure/persistence/payments/fraud-signals.js';
import { PaymentStories } from '../../src/infrastructure/persistence/payments/payment-stories.js';
import { FakeAftermathFacts } from '../support/fakes/aftermath-facts.js';
import { FakeClock } from '../support/fakes/clock.js';
import { FakeDisputeRepository } from '../support/fakes/dispute-repository.js';
import { FakeFraudSignals } from '../support/fakes/fraud-signals.js';
import { FakeRefundRepository } from '../support/fakes/refund-repository.js';
import { connectPayments, PAYMENT } from '../support/payment-tables.js';

interface World {
  readonly signals: IFraudSignals;
  readonly facts: IAftermathFacts;
  /** What is kept of the charge `ch_1`. */
  riskLevel(): Promise<string | null | undefined>;
  close(): Promise<void>;
}

const RACERS = 20;
const AT = new Date('2026-11-20T09:00:00.000Z');
const { organizationId, attemptId, orderId } = PAYMENT;

const inMemory = async (): Promise<World> => {
  const signals = new FakeFraudSignals();
  return {
    signals,
    facts: new FakeAftermathFacts(new FakeRefundRepository(), new FakeDisputeRepository(), signals),
    riskLevel: async () => signals.risks.get('ch_1')?.level,
    close: async () => undefined,
  };
};

const onPostgres = async (): Promise<World> => {
  const connected = await connectPayments();
  const { database } = connected;
  return {
    signals: new FraudSignals(database, new FakeClock()),
    facts: new StoredAftermathFacts(database),
    riskLevel: async () => {
      const { risks } = await new PaymentStories(database).ofOrder(organizationId, orderId);
      return risks.find(({ chargeId }) => chargeId === 'ch_1')?.level;
    },
    close: () => connected.close(),
  };
};

describe.each([
  ['in memory', inMemory],
  ['on PostgreSQL', onPostgres],
])('signs of fraud %s', (_, open) => {
  let world: World;
  const payment = { organizationId, attemptId, orderId };

  const review = (changes: Partial<ReviewSighting> = {}): ReviewSighting => ({
    id: 'prv_1',
    isOpen: true,
    openedReason: null,
    closedReason: null,
    ...changes,
  });
  const closed = (closedReason: string): ReviewSighting =>
    review({ isOpen: false, openedReason: 'rule', closedReason });
  const warning = (isActionable: boolean): Parameters<IFraudSignals['keepWarning']>[1] => ({
    id: 'issfr_1',
    chargeId: 'ch_1',
    fraudType: 'unauthorized_use_of_card',
    isActionable,
    warnedAt: AT,
  });
  const risk = (level: string, seconds: number): PaymentRisk => ({
    chargeId: 'ch_1',
    paymentIntentId: PAYMENT.stripePaymentIntentId,
    attemptId: null,
    level,
    score: 20,
    outcomeType: 'authorized',
    sellerMessage: null,
    asOf: new Date(AT.getTime() + seconds * 1_000),
  });
  const facts = (): ReturnType<IAftermathFacts['ofAttempt']> =>
    world.facts.ofAttempt(organizationId, attemptId);

  beforeEach(async () => {
    world = await open();
  });
  afterEach(async () => world.close());

  it('are none to begin with', async () => {
    expect(await facts()).toEqual({ refunds: [], disputes: [], isHeld: false, isWarnedOf: false });
  });

  it('hold a payment from the first word of a review to its approval, which is for good', async () => {
    expect(await world.signals.keepReview(payment, review())).toBe(true);
    expect(await world.signals.keepReview(payment, review())).toBe(false);
    expect(await world.signals.keepReview(payment, review({ openedReason: 'rule' }))).toBe(true);
    expect((await facts()).isHeld).toBe(true);
    expect(await world.signals.keepReview(payment, closed('approved'))).toBe(true);
    expect(await world.signals.keepReview(payment, review({ openedReason: 'rule' }))).toBe(false);
    expect((await facts()).isHeld).toBe(false);
  });

  it('hold it still where the review was closed by a refund', async () => {
    await world.signals.keepReview(payment, closed('refunded'));
    expect((await facts()).isHeld).toBe(true);
  });

  it('warn until nothing can be done any more, and are news once, whoever races', async () => {
    const racers = Array.from({ length: RACERS }, () => world.signals.keepWarning(payment, warning(true)));
    expect((await Promise.all(racers)).filter(Boolean)).toHaveLength(1);
    expect((await facts()).isWarnedOf).toBe(true);
    expect(await world.signals.keepWarning(payment, warning(false))).toBe(true);
    expect(await world.signals.keepWarning(payment, warning(true))).toBe(false);
    expect((await facts()).isWarnedOf).toBe(false);
  });

  it('keep the latest risk of a charge', async () => {
    expect(await world.signals.keepRisk(organizationId, risk('elevated', 1))).toBe(true);
    expect(await world.signals.keepRisk(organizationId, risk('normal', 0))).toBe(true);
    expect(await world.riskLevel()).toBe('elevated');
  });
});
