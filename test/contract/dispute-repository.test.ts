import type { IDisputeRepository } from '../../src/application/payments/ports/dispute-repository.js';
import { Dispute, type DisputeSighting } from '../../src/domain/payments/dispute.js';
import { DEFAULT_ORGANIZATION_ID as ORGANIZATION } from '../../src/domain/shared/organization.js';
import { DisputeRepository } from '../../src/infrastructure/persistence/payments/dispute-repository.js';
import { StaleWriteError } from '../../src/infrastructure/persistence/write-conflict.js';
import { FakeDisputeRepository } from '../support/fakes/dispute-repository.js';
import { connectPayments, PAYMENT, uuidFrom } from '../support/payment-tables.js';

interface World {
  readonly disputes: IDisputeRepository;
  close(): Promise<void>;
}

const RACERS = 20;
const AT = new Date('2026-11-20T09:00:00.000Z');
const LATER = new Date('2026-11-20T10:00:00.000Z');
const ELSEWHERE = '00000000-0000-7000-8000-000000000002';

const uuid = uuidFrom(0xd000);

const inMemory = async (): Promise<World> => ({
  disputes: new FakeDisputeRepository(),
  close: async () => undefined,
});

const onPostgres = async (): Promise<World> => {
  const connected = await connectPayments();
  const { database } = connected;
  return { disputes: new DisputeRepository(database), close: () => connected.close() };
};

describe.each([
  ['in memory', inMemory],
  ['on PostgreSQL', onPostgres],
])('disputes %s', (_, open) => {
  let world: World;

  const sighting = (id: string, changes: Partial<DisputeSighting> = {}): DisputeSighting => ({
    id,
    chargeId: 'ch_1',
    amountMinor: 1_100,
    currency: 'jpy',
    reason: 'fraudulent',
    status: 'needs_response',
    dueBy: LATER,
    isChargeRefundable: false,
    hasEvidence: false,
    submissionCount: 0,
    balanceTransactions: [{ id: 'txn_1', amountMinor: -1_100, currency: 'jpy' }],
    openedAt: AT,
    askedAt: AT,
    asOf: AT,
    source: 'event',
    seenVersion: null,
    ...changes,
  });
  const insert = async (): Promise<Dispute> => {
    const id = uuid();
    const dispute = Dispute.open(id, PAYMENT, sighting(`du_${id}`), AT);
    await world.disputes.insert(dispute);
    return dispute;
  };
  const decided = (dispute: Dispute): Dispute => {
    const back = { id: 'txn_2', amountMinor: 1_100, currency: 'jpy' };
    const times = { asOf: LATER, askedAt: LATER };
    const won = { status: 'won', dueBy: null, balanceTransactions: [back], ...times };
    expect(dispute.observe(sighting(dispute.snapshot().stripeDisputeId, won), LATER)).toBe('moved');
    return dispute;
  };

  beforeAll(async () => {
    world = await open();
  });
  afterAll(async () => world.close());

  it('come back as they were stored, by our id and by theirs', async () => {
    const dispute = await insert();
    const { stripeDisputeId } = dispute.snapshot();
    const found = [
      await world.disputes.findById(ORGANIZATION, dispute.id),
      await world.disputes.findByStripeId(ORGANIZATION, stripeDisputeId),
    ];
    expect(found.map((one) => one?.snapshot())).toEqual([dispute.snapshot(), dispute.snapshot()]);
    expect(await world.disputes.findByStripeId(ELSEWHERE, stripeDisputeId)).toBeNull();
    expect(await world.disputes.findById(ORGANIZATION, 'nope')).toBeNull();
  });

  it('keep what the bank decided, and all money that moved', async () => {
    const dispute = decided(await insert());
    await world.disputes.update(dispute);
    const found = await world.disputes.findById(ORGANIZATION, dispute.id);
    expect(found?.snapshot()).toEqual({ ...dispute.snapshot(), version: 2 });
    expect(found?.snapshot().balanceTransactions).toHaveLength(2);
  });

  it('stand once, whoever races', async () => {
    const seen = sighting(`du_${uuid()}`);
    const outcomes = await Promise.allSettled(
      Array.from({ length: RACERS }, async () =>
        world.disputes.insert(Dispute.open(uuid(), PAYMENT, seen, AT)),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('are changed by one of those who read the same version', async () => {
    const dispute = await insert();
    const outcomes = await Promise.allSettled(
      Array.from({ length: RACERS }, async () =>
        world.disputes.update(decided(Dispute.rehydrate(dispute.snapshot()))),
      ),
    );
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(RACERS - 1);
    expect(refused.every(({ reason }) => reason instanceof StaleWriteError)).toBe(true);
  });
});
