import type { AuditEntry, IAuditLog } from '../../src/application/ports/audit-log.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../src/domain/shared/organization.js';
import { AuditLog } from '../../src/infrastructure/persistence/system/audit-log.js';
import { IdGenerator } from '../../src/infrastructure/system/id-generator.js';
import { connectDatabase } from '../support/connected-database.js';
import { FakeAuditLog } from '../support/fakes/audit-log.js';
import { FakeClock } from '../support/fakes/clock.js';

interface World {
  readonly auditLog: IAuditLog;
  /** All, as they were written. */
  entries(): Promise<readonly AuditEntry[]>;
  close(): Promise<void>;
}

const RACERS = 20;
const ELSEWHERE = '00000000-0000-7000-8000-000000000002';

const inMemory = async (): Promise<World> => {
  const auditLog = new FakeAuditLog();
  return { auditLog, entries: async () => auditLog.entries, close: async () => undefined };
};

const onPostgres = async (): Promise<World> => {
  const connected = await connectDatabase([]);
  const { database } = connected;
  await database.query(`INSERT INTO organizations (id, name) VALUES ($1, '')`, [ELSEWHERE]);
  return {
    auditLog: new AuditLog(database, new IdGenerator(), new FakeClock()),
    entries: () =>
      database.query<AuditEntry>(
        `SELECT organization_id AS "organizationId", actor_user_id AS "actorUserId", action, subject, detail
         FROM audit_log ORDER BY id`,
      ),
    close: () => connected.close(),
  };
};

describe.each([
  ['in memory', inMemory],
  ['on PostgreSQL', onPostgres],
])('the audit log %s', (_, open) => {
  let world: World;
  beforeEach(async () => {
    world = await open();
  });
  afterEach(() => world.close());

  const entry = (changes: Partial<AuditEntry> = {}): AuditEntry => ({
    organizationId,
    actorUserId: null,
    action: 'price.changed',
    subject: 'price-1',
    detail: { unit_amount: { from: 500, to: 550 } },
    ...changes,
  });

  it('has every deed as it was told, in the order of doing', async () => {
    const deeds = [entry(), entry({ action: 'event.replayed', subject: 'evt_1', detail: {} })];
    for (const deed of deeds) await world.auditLog.record(deed);
    expect(await world.entries()).toEqual(deeds);
  });

  it('has the same deed as often as it was done, by many at once and in several organizations', async () => {
    const deeds = Array.from({ length: RACERS }, (_racer, index) =>
      entry(index % 2 === 0 ? {} : { organizationId: ELSEWHERE }),
    );
    await Promise.all(deeds.map((deed) => world.auditLog.record(deed)));
    const entries = await world.entries();
    expect(entries).toHaveLength(RACERS);
    expect(entries.filter((one) => one.organizationId === ELSEWHERE)).toHaveLength(RACERS / 2);
  });
});
