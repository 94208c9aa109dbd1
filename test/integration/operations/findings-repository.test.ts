import type { Finding } from '../../../src/application/ports/findings.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../../src/domain/shared/organization.js';
import { FindingsRepository } from '../../../src/infrastructure/persistence/operations/findings-repository.js';
import { IdGenerator } from '../../../src/infrastructure/system/id-generator.js';
import { type ConnectedDatabase, connectDatabase } from '../../support/connected-database.js';
import { FakeClock } from '../../support/fakes/clock.js';
import { FakeOutbox } from '../../support/fakes/outbox.js';

const FINDING: Finding = {
  organizationId,
  kind: 'unknown_outcome',
  subject: 'attempt-1',
  fact: 'create',
  detail: 'Stripe has not told.',
};

class LostOutbox extends FakeOutbox {
  override async publish(): Promise<void> {
    throw new Error('The connection is lost.');
  }
}

describe('a finding', () => {
  let connected: ConnectedDatabase;

  beforeAll(async () => {
    connected = await connectDatabase([]);
  });
  afterAll(() => connected.close());

  const repository = (outbox: FakeOutbox): FindingsRepository =>
    new FindingsRepository(connected.database, new IdGenerator(), new FakeClock(), outbox);
  const count = async (): Promise<number> => (await connected.database.query('SELECT FROM findings')).length;

  it('stands only where it is told of, also where no transaction is open', async () => {
    await expect(repository(new LostOutbox()).record(FINDING)).rejects.toThrow('lost');
    expect(await count()).toBe(0);
    const outbox = new FakeOutbox();
    await repository(outbox).record(FINDING);
    await repository(outbox).record(FINDING);
    expect([await count(), outbox.ofType('finding.recorded').length]).toEqual([1, 1]);
  });
});
