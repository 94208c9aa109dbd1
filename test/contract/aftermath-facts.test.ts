import type { IAftermathFacts } from '../../src/application/payments/ports/aftermath-facts.js';
import type { IDisputeRepository } from '../../src/application/payments/ports/dispute-repository.js';
import type { IRefundRepository } from '../../src/application/payments/ports/refund-repository.js';
import { Dispute } from '../../src/domain/payments/dispute.js';
import { Refund } from '../../src/domain/payments/refund.js';
import { Money } from '../../src/domain/shared/money.js';
import { StoredAftermathFacts } from '../../src/infrastructure/persistence/payments/aftermath-facts.js';
import { DisputeRepository } from '../../src/infrastructure/persistence/payments/dispute-repository.js';
import { RefundRepository } from '../../src/infrastructure/persistence/payments/refund-repository.js';
import { FakeAftermathFacts } from '../support/fakes/aftermath-facts.js';
import { FakeDisputeRepository } from '../support/fakes/dispute-repository.js';
import { FakeRefundRepository } from '../support/fakes/refund-repository.js';
import { connectPayments, PAYMENT, uuidFrom } from '../support/payment-tables.js';

interface World {
  readonly refunds: IRefundRepository;
  readonly disputes: IDisputeRepository;
  readonly facts: IAftermathFacts;
  close(): Promise<void>;
}

const RACERS = 20;
const AT = new Date('2026-11-20T09:00:00.000Z');
const ELSEWHERE = '00000000-0000-7000-8000-000000000002';
const { organizationId, attemptId } = PAYMENT;

const uuid = uuidFrom(0xa000);

const inMemory = async (): Promise<World> => {
  const [refunds, disputes] = [new FakeRefundRepository(), new FakeDisputeRepository()];
  return {
    refunds,
    disputes,
    facts: new FakeAftermathFacts(refunds, disputes),
    close: async () => undefined,
  };
};

const onPostgres = async (): Promise<World> => {
  const connected = await connectPayments();
  const { database } = connected;
  return {
    refunds: new RefundRepository(database),
    disputes: new DisputeRepository(database),
    facts: new StoredAftermathFacts(database),
    close: () => connected.close(),
  };
};

// Signs of fraud, which belong to them, have a contract of their own.
describe.each([
  ['in memory', inMemory],
  ['on PostgreSQL', onPostgres],
])('facts of what became of the money %s', (_, open) => {
  let world: World;
  beforeEach(async () => {
    world = await open();
  });
  afterEach(() => world.close());

  const refund = async (): Promise<string> => {
    const id = uuid();
    const asked = {
      id,
      amount: Money.of(500, 'jpy'),
      reason: 'broken cup',
      requestedBy: 'operator',
    } as const;
    await world.refunds.insert(Refund.request({ ...PAYMENT, ...asked, at: AT, nextTryAt: AT }));
    return id;
  };
  const dispute = async (): Promise<string> => {
    const id = uuid();
    const money = { amountMinor: 600, currency: 'jpy' };
    const seen = {
      ...money,
      id: `du_${id}`,
      chargeId: 'ch_1',
      reason: 'fraudulent',
      status: 'needs_response',
      dueBy: null,
      isChargeRefundable: false,
      hasEvidence: false,
      submissionCount: 0,
      balanceTransactions: [{ ...money, id: 'txn_1', amountMinor: -600 }],
      ...{ openedAt: AT, askedAt: AT, asOf: AT },
      source: 'event',
      seenVersion: null,
    } as const;
    await world.disputes.insert(Dispute.open(id, PAYMENT, seen, AT));
    return id;
  };

  it('are what room and status need of refunds and disputes, and no more', async () => {
    const [refundId, disputeId] = [await refund(), await dispute()];
    const taken = expect.objectContaining({ amountMinor: -600 });
    expect(await world.facts.ofAttempt(organizationId, attemptId)).toEqual({
      refunds: [
        {
          id: refundId,
          status: 'requested',
          amountMinor: 500,
          reason: 'broken cup',
          requestedBy: 'operator',
          stripeRefundId: null,
        },
      ],
      disputes: [
        {
          id: disputeId,
          status: 'needs_response',
          amountMinor: 600,
          isChargeRefundable: false,
          balanceTransactions: [taken],
        },
      ],
      isHeld: false,
      isWarnedOf: false,
    });
  });

  it('are all that was written, in the order of its making, however many wrote at once', async () => {
    const refunds = await Promise.all(Array.from({ length: RACERS }, refund));
    const disputes = await Promise.all(Array.from({ length: RACERS }, dispute));
    const facts = await world.facts.ofAttempt(organizationId, attemptId);
    expect(facts.refunds.map(({ id }) => id)).toEqual(refunds);
    expect(facts.disputes.map(({ id }) => id)).toEqual(disputes);
  });

  it('are none of another payment, nor for another organization', async () => {
    await refund();
    await dispute();
    const none = { refunds: [], disputes: [], isHeld: false, isWarnedOf: false };
    expect(await world.facts.ofAttempt(organizationId, uuid())).toEqual(none);
    expect(await world.facts.ofAttempt(ELSEWHERE, attemptId)).toEqual(none);
  });
});
