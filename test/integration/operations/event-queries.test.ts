import { EVENT_STATUSES, type EventFilter } from '../../../src/application/operations/ports/event-queries.js';
import { DEFAULT_ORGANIZATION_ID } from '../../../src/domain/shared/organization.js';
import { EventQueries } from '../../../src/infrastructure/persistence/operations/event-queries.js';
import { EventInbox } from '../../../src/infrastructure/persistence/webhooks/event-inbox.js';
import { blocksRead } from '../../support/blocks-read.js';
import { type ConnectedDatabase, connectDatabase } from '../../support/connected-database.js';
import { receivedEvent } from '../../support/received-event.js';

const LEASE_MS = 60_000;
/** A hundred rows and the way to them; the whole table has thousands of blocks. */
const PAGE_BLOCKS = 250;

describe("what operators see of Stripe's events", () => {
  let connected: ConnectedDatabase;
  let queries: EventQueries;
  let inbox: EventInbox;

  beforeAll(async () => {
    connected = await connectDatabase([]);
    queries = new EventQueries(connected.database);
    inbox = new EventInbox(connected.database);
  });
  beforeEach(() => connected.database.query('TRUNCATE stripe_events, stripe_event_leases'));
  afterAll(() => connected.close());

  const ids = async (filter: Partial<EventFilter> = {}): Promise<string[]> => {
    const all = { status: null, type: null, objectId: null, limit: 100, cursor: null };
    const { data } = await queries.list({ organizationId: DEFAULT_ORGANIZATION_ID, ...all, ...filter });
    return data.map(({ id }) => id).sort();
  };

  it('is an event under work from its claim to its end, though nothing is written into it', async () => {
    await inbox.store(receivedEvent('evt_1', { objectId: 'pi_1' }));
    await inbox.claim(1, LEASE_MS);
    await inbox.store(receivedEvent('evt_2', { objectId: 'pi_2' }));
    expect(await ids({ status: 'processing' })).toEqual(['evt_1']);
    expect(await ids({ status: 'pending' })).toEqual(['evt_2']);
    expect(await queries.get(DEFAULT_ORGANIZATION_ID, 'evt_1')).toMatchObject({ status: 'processing' });
    await connected.database.query(`UPDATE stripe_events SET status = 'processed' WHERE id = 'evt_1'`);
    expect(await ids({ status: 'processing' })).toEqual([]);
    expect(await ids({ status: 'processed' })).toEqual(['evt_1']);
  });

  it('is no event under work whose worker has lost its lease', async () => {
    await inbox.store(receivedEvent('evt_1'));
    await inbox.claim(1, 0);
    expect(await ids({ status: 'pending' })).toEqual(['evt_1']);
  });

  it('is filtered by status, type and object together', async () => {
    await inbox.store(receivedEvent('evt_1', { type: 'refund.failed', objectId: 're_1' }));
    await inbox.store(receivedEvent('evt_2', { type: 'refund.failed', objectId: 're_2' }));
    await inbox.store(receivedEvent('evt_3', { objectId: 're_1' }));
    await connected.database.query(`UPDATE stripe_events SET status = 'dead' WHERE id <> 'evt_2'`);
    expect(await ids({ type: 'refund.failed' })).toEqual(['evt_1', 'evt_2']);
    expect(await ids({ objectId: 're_1' })).toEqual(['evt_1', 'evt_3']);
    expect(await ids({ objectId: 're_1', type: 'refund.failed', status: 'dead' })).toEqual(['evt_1']);
  });

  it('is filtered by when it was received, the first moment included and the last one not', async () => {
    for (const [index, id] of ['evt_1', 'evt_2', 'evt_3'].entries()) {
      await inbox.store(receivedEvent(id));
      await connected.database.query('UPDATE stripe_events SET received_at = $2 WHERE id = $1', [
        id,
        new Date(Date.UTC(2026, 10, 20 + index)),
      ]);
    }
    const days = { receivedFrom: new Date('2026-11-20'), receivedBefore: new Date('2026-11-22') };
    expect(await ids(days)).toEqual(['evt_1', 'evt_2']);
  });

  it('reads no more than a page to show a page, whatever is filtered by, among a hundred thousand', async () => {
    await connected.database.query(
      `INSERT INTO stripe_events (organization_id, id, type, object_id, livemode, stripe_created_at, payload, status, received_at, processed_at)
       SELECT $1, 'evt_' || n, 'payment_intent.succeeded', 'pi_' || n, false, now(), '{}',
         CASE WHEN n % 10000 = 0 THEN 'dead' WHEN n % 10 = 1 THEN 'ignored' ELSE 'processed' END, now() - n * interval '1 second',
         CASE WHEN n % 10000 = 0 THEN NULL ELSE now() END
       FROM generate_series(1, 100000) AS n`,
      [DEFAULT_ORGANIZATION_ID],
    );
    await connected.database.query('ANALYZE stripe_events');
    const filters: Partial<EventFilter>[] = [
      {},
      { objectId: 'pi_77777' },
      { receivedFrom: new Date(Date.now() - 86_400_000), receivedBefore: new Date(Date.now() - 86_000_000) },
      ...EVENT_STATUSES.map((status) => ({ status })),
    ];
    const blocks = (filter: Partial<EventFilter>): Promise<number> =>
      blocksRead(connected.database, 'stripe_events', () => ids(filter));
    for (const filter of filters) expect(await blocks(filter)).toBeLessThan(PAGE_BLOCKS);
    expect(await blocks({ status: 'dead' })).toBeGreaterThan(0);
  });
});
