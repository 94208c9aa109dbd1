import { EventEmitter, once } from 'node:events';
import { DEFAULT_ORGANIZATION_ID } from '../../../src/domain/shared/organization.js';
import { EventQueries } from '../../../src/infrastructure/persistence/operations/event-queries.js';
import { EventRecords } from '../../../src/infrastructure/persistence/operations/event-records.js';
import { EventInbox } from '../../../src/infrastructure/persistence/webhooks/event-inbox.js';
import { type ConnectedDatabase, connectDatabase } from '../../support/connected-database.js';
import { receivedEvent } from '../../support/received-event.js';

const NOW = new Date();

// What they do also in memory: test/contract/event-records.test.ts
describe('records of events in their table', () => {
  let connected: ConnectedDatabase;
  let records: EventRecords;
  let inbox: EventInbox;

  beforeAll(async () => {
    connected = await connectDatabase([]);
    records = new EventRecords(connected.database);
    inbox = new EventInbox(connected.database);
  });
  beforeEach(() => connected.database.query('TRUNCATE stripe_events'));
  afterAll(() => connected.close());

  const store = async (id: string, status = 'pending', daysAgo = 0): Promise<void> => {
    await inbox.store(receivedEvent(id));
    await connected.database.query(
      `UPDATE stripe_events SET status = $2, received_at = now() - $3 * interval '1 day',
         processed_at = CASE WHEN $2 IN ('processed', 'ignored') THEN now() - $3 * interval '1 day' END
       WHERE id = $1`,
      [id, status, daysAgo],
    );
  };

  it('let go of payloads, and keep the rows, the young and the unfinished', async () => {
    await store('evt_old', 'processed', 31);
    await store('evt_older', 'ignored', 40);
    await store('evt_young', 'processed', 29);
    await store('evt_dead', 'dead', 40);
    await store('evt_waiting', 'pending', 40);
    const time = new Date(NOW.getTime() - 30 * 24 * 60 * 60 * 1_000);
    expect(await records.thin(time, 1)).toBe(1);
    expect(await records.thin(time, 10)).toBe(1);
    expect(await records.thin(time, 10)).toBe(0);
    const rows = await connected.database.query<{ id: string }>(
      'SELECT id FROM stripe_events WHERE payload IS NOT NULL ORDER BY id',
    );
    expect(rows.map(({ id }) => id)).toEqual(['evt_dead', 'evt_waiting', 'evt_young']);
    expect(
      await new EventQueries(connected.database).get(DEFAULT_ORGANIZATION_ID, 'evt_older'),
    ).toMatchObject({
      status: 'ignored',
      objectId: 'pi_1',
      payload: null,
      payloadThinnedAt: expect.any(Date),
    });
  });

  it('take an event once, though its payload has gone', async () => {
    await store('evt_old', 'processed', 31);
    await records.thin(NOW, 10);
    await inbox.store(receivedEvent('evt_old'));
    const rows = await connected.database.query('SELECT status, payload FROM stripe_events');
    expect(rows).toEqual([{ status: 'processed', payload: null }]);
  });

  it('leave the payload to an event that is being replayed', async () => {
    await store('evt_old', 'processed', 31);
    const gate = new EventEmitter();
    const isLocked = once(gate, 'locked');
    const mayReplay = once(gate, 'go');
    const replaying = connected.database.run(async () => {
      await records.lock(DEFAULT_ORGANIZATION_ID, { ids: ['evt_old'] }, 1);
      gate.emit('locked');
      await mayReplay;
      await inbox.replay(DEFAULT_ORGANIZATION_ID, 'evt_old');
    });
    await isLocked;
    expect(await records.thin(NOW, 10)).toBe(0);
    gate.emit('go');
    await replaying;
    expect(await records.thin(NOW, 10)).toBe(0);
  });
});
