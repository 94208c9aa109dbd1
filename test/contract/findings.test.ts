import type { Finding, FindingKind, IFindings } from '../../src/application/ports/findings.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../src/domain/shared/organization.js';
import { FindingsRepository } from '../../src/infrastructure/persistence/operations/findings-repository.js';
import { IdGenerator } from '../../src/infrastructure/system/id-generator.js';
import { connectDatabase } from '../support/connected-database.js';
import { FakeClock } from '../support/fakes/clock.js';
import { FakeFindings } from '../support/fakes/findings.js';
import { FakeOutbox } from '../support/fakes/outbox.js';

interface World {
  readonly findings: IFindings;
  /** `subject fact` of those that need somebody, as they came. */
  standing(): Promise<string[]>;
  /** Of all organizations, as they came. */
  details(): Promise<string[]>;
  close(): Promise<void>;
}

const RACERS = 20;
const ELSEWHERE = '00000000-0000-7000-8000-000000000002';

const inMemory = async (): Promise<World> => {
  const findings = new FakeFindings();
  return {
    findings,
    standing: async () => findings.standing.map(({ subject, fact }) => `${subject} ${fact}`),
    details: async () => findings.all.map(({ detail }) => detail),
    close: async () => undefined,
  };
};

const onPostgres = async (): Promise<World> => {
  const connected = await connectDatabase([]);
  const { database } = connected;
  await database.query(`INSERT INTO organizations (id, name) VALUES ($1, '')`, [ELSEWHERE]);
  const list = `SELECT subject || ' ' || fact AS name FROM findings WHERE resolved_at IS NULL ORDER BY id`;
  return {
    findings: new FindingsRepository(database, new IdGenerator(), new FakeClock(), new FakeOutbox()),
    standing: async () => (await database.query<{ name: string }>(list)).map(({ name }) => name),
    details: async () =>
      (await database.query<{ detail: string }>(`SELECT detail FROM findings ORDER BY id`)).map(
        ({ detail }) => detail,
      ),
    close: () => connected.close(),
  };
};

describe.each([
  ['in memory', inMemory],
  ['on PostgreSQL', onPostgres],
])('findings %s', (_, open) => {
  let world: World;
  beforeEach(async () => {
    world = await open();
  });
  afterEach(() => world.close());

  const record = (changes: Partial<Finding> = {}): Promise<void> =>
    world.findings.record({
      organizationId,
      kind: 'unknown_outcome',
      subject: 'attempt-1',
      fact: 'create',
      detail: 'Stripe has not told.',
      ...changes,
    });
  const resolve = (
    subject = 'attempt-1',
    kind: FindingKind = 'unknown_outcome',
    organization = organizationId,
  ): Promise<void> => world.findings.resolve(organization, kind, subject);

  it('stand once, however many find them, and each fact for itself', async () => {
    await Promise.all(Array.from({ length: RACERS }, (_racer, index) => record({ detail: `${index}` })));
    await record({ fact: 'capture' });
    await record({ subject: 'attempt-2' });
    expect(await world.standing()).toEqual(['attempt-1 create', 'attempt-1 capture', 'attempt-2 create']);
  });

  it('stand in each organization for itself', async () => {
    await record();
    await record({ organizationId: ELSEWHERE, detail: 'Somebody else’s.' });
    expect(await world.details()).toEqual(['Stripe has not told.', 'Somebody else’s.']);
  });

  it('hold what a server said, whatever characters it used', async () => {
    await record({ detail: '550 \0 \ud83d no such mailbox' });
    expect(await world.details()).toEqual([expect.stringContaining('no such mailbox')]);
  });

  it('are resolved for a subject and a kind, all of them, and no others', async () => {
    await record();
    await record({ fact: 'capture' });
    await record({ subject: 'attempt-2' });
    await record({ kind: 'payment_mismatch', fact: 'amount' });
    await resolve('attempt-1', 'unknown_outcome', ELSEWHERE);
    expect(await world.standing()).toHaveLength(4);
    await resolve();
    await resolve();
    expect(await world.standing()).toEqual(['attempt-2 create', 'attempt-1 amount']);
  });

  it('do not come back: what somebody has looked at is not found anew', async () => {
    await record();
    await resolve();
    await record();
    expect(await world.standing()).toEqual([]);
  });
});
