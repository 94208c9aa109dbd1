import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../../src/domain/shared/organization.js';
import { AuditLog } from '../../../src/infrastructure/persistence/system/audit-log.js';
import { AuditQueries } from '../../../src/infrastructure/persistence/system/audit-queries.js';
import { type ConnectedDatabase, connectDatabase } from '../../support/connected-database.js';
import { FakeClock } from '../../support/fakes/clock.js';
import { FakeIdGenerator } from '../../support/fakes/id-generator.js';

describe('the audit log', () => {
  let connected: ConnectedDatabase;
  beforeAll(async () => {
    connected = await connectDatabase([]);
  });
  afterAll(() => connected.close());

  it('is read newest first, page by page, by action and by subject', async () => {
    const log = new AuditLog(connected.database, new FakeIdGenerator(), new FakeClock());
    const queries = new AuditQueries(connected.database);
    for (const [action, subject] of [
      ['price.created', 'p1'],
      ['event.replayed', 'e1'],
      ['price.changed', 'p1'],
    ] as const) {
      await log.record({ organizationId, actorUserId: null, action, subject, detail: { n: 1 } });
    }

    const first = await queries.list(organizationId, {}, { limit: 2, cursor: null });
    expect(first.data.map(({ action }) => action)).toEqual(['price.changed', 'event.replayed']);
    expect(first.data[0]).toMatchObject({ actorUserId: null, subject: 'p1', detail: { n: 1 } });
    const second = await queries.list(organizationId, {}, { limit: 2, cursor: first.nextCursor });
    expect([second.data.map(({ action }) => action), second.hasMore]).toEqual([['price.created'], false]);

    const page = { limit: 10, cursor: null };
    const byAction = await queries.list(organizationId, { action: 'event.replayed' }, page);
    const bySubject = await queries.list(organizationId, { subject: 'p1' }, page);
    expect([byAction.data.length, bySubject.data.length]).toEqual([1, 2]);
  });
});
