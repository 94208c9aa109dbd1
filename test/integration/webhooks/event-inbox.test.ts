import type { ClaimedEvent } from '../../../src/application/ports/event-inbox.js';
import { DEFAULT_ORGANIZATION_ID } from '../../../src/domain/shared/organization.js';
import type { Database } from '../../../src/infrastructure/persistence/database.js';
import { EventInbox } from '../../../src/infrastructure/persistence/webhooks/event-inbox.js';
import { type ConnectedDatabase, connectDatabase } from '../../support/connected-database.js';
import { receivedEvent } from '../../support/received-event.js';

const LEASE_MS = 60_000;

// What every inbox does: test/contract/event-inbox.test.ts
describe('the inbox in its tables', () => {
  let connected: ConnectedDatabase;
  let database: Database;
  let inbox: EventInbox;

  beforeAll(async () => {
    connected = await connectDatabase([]);
    ({ database } = connected);
  });
  beforeEach(async () => {
    await database.query('TRUNCATE stripe_events, stripe_event_leases');
    inbox = new EventInbox(database);
  });
  afterAll(() => connected.close());

  const row = async (id: string): Promise<Record<string, unknown> | undefined> =>
    (await database.query<Record<string, unknown>>('SELECT * FROM stripe_events WHERE id = $1', [id]))[0];
  const claimOne = async (): Promise<ClaimedEvent> => {
    const [event] = (await inbox.claim(1, LEASE_MS)).flatMap(({ events }) => events);
    if (!event) throw new Error('There is no event to claim.');
    return event;
  };

  it('finds the others behind thousands of events of an object under work', async () => {
    await database.query(
      `INSERT INTO stripe_events
         (organization_id, id, type, object_id, livemode, stripe_created_at, payload, next_attempt_at)
       SELECT $1, 'evt_hot_' || n, 'a', 'hot', false, now(), '{}', now() - interval '1 hour'
       FROM generate_series(1, 3000) AS n`,
      [DEFAULT_ORGANIZATION_ID],
    );
    expect((await inbox.claim(10, LEASE_MS)).map(({ lease }) => lease.object)).toEqual(['hot']);
    await inbox.store(receivedEvent('evt_1', { objectId: 'a_first' }));
    await inbox.store(receivedEvent('evt_2', { objectId: 'z_last' }));
    const others = await inbox.claim(10, LEASE_MS);
    expect(others.map(({ lease }) => lease.object).sort()).toEqual(['a_first', 'z_last']);
  });

  it('settles an event together with its effect, or not at all', async () => {
    await inbox.store(receivedEvent('evt_1'));
    const event = await claimOne();
    const effect = database.run(async () => {
      await inbox.complete([{ event, outcome: 'processed' }]);
      throw new Error('the effect failed');
    });
    await expect(effect).rejects.toThrow('the effect failed');
    expect(await row('evt_1')).toMatchObject({ status: 'pending' });
  });

  it('keeps an error that no text column would take', async () => {
    await inbox.store(receivedEvent('evt_1'));
    await inbox.fail(await claimOne(), 'a\0b', null);
    expect(await row('evt_1')).toMatchObject({ last_error: 'a\u{FFFD}b' });
  });
});
