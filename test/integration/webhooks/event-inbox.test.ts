import { type ClaimedEvent, LeaseLostError } from '../../../src/application/ports/event-inbox.js';
import { DEFAULT_ORGANIZATION_ID } from '../../../src/domain/shared/organization.js';
import type { Database } from '../../../src/infrastructure/persistence/database.js';
import { BatchedInsert } from '../../../src/infrastructure/persistence/webhooks/batched-insert.js';
import { EventInbox } from '../../../src/infrastructure/persistence/webhooks/event-inbox.js';
import { type ConnectedDatabase, connectDatabase } from '../../support/connected-database.js';
import { receivedEvent } from '../../support/received-event.js';

const LEASE_MS = 60_000;
const MANY = 100;

describe('the inbox', () => {
  let connected: ConnectedDatabase;
  let database: Database;
  let inbox: EventInbox;

  beforeAll(async () => {
    connected = await connectDatabase([]);
    ({ database } = connected);
  });
  beforeEach(async () => {
    await database.query('TRUNCATE stripe_events');
    inbox = new EventInbox(database);
  });
  afterAll(() => connected.close());

  const row = async (id: string): Promise<Record<string, unknown> | undefined> =>
    (await database.query<Record<string, unknown>>('SELECT * FROM stripe_events WHERE id = $1', [id]))[0];
  const claimOne = async (): Promise<ClaimedEvent> => {
    const [event] = await inbox.claim(1, LEASE_MS);
    if (!event) throw new Error('There is nothing to claim.');
    return event;
  };

  it('keeps an event once, however often and in whatever company it arrives', async () => {
    const ids = Array.from({ length: MANY }, (_, index) => `evt_${index}`);
    await Promise.all([...ids, ...ids.toReversed(), ...ids].map((id) => inbox.store(receivedEvent(id))));
    const [count] = await database.query<{ events: number }>(
      'SELECT count(*)::integer AS events FROM stripe_events',
    );
    expect(count).toEqual({ events: MANY });
  });

  it('refuses one bad event of a batch and keeps the others', async () => {
    const outcomes = await Promise.allSettled([
      inbox.store(receivedEvent('evt_first')),
      inbox.store(receivedEvent('evt_good')),
      inbox.store(receivedEvent('evt_good_too')),
      inbox.store(receivedEvent('evt_bad', { payload: 'no JSON' })),
      inbox.store(receivedEvent('evt_last')),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });

  it('gives each event to one worker', async () => {
    await Promise.all(
      Array.from({ length: MANY }, (_, index) =>
        inbox.store(receivedEvent(`evt_${index}`, { objectId: `pi_${index}` })),
      ),
    );
    const claims = await Promise.all(Array.from({ length: 10 }, () => inbox.claim(20, LEASE_MS)));
    const ids = claims.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('gives out one event of an object at a time, the oldest first', async () => {
    await inbox.store(receivedEvent('evt_2', { createdAt: new Date('2026-11-20T09:00:02Z') }));
    await inbox.store(receivedEvent('evt_1', { createdAt: new Date('2026-11-20T09:00:01Z') }));
    await inbox.store(receivedEvent('evt_other', { objectId: 'pi_2' }));
    const first = await inbox.claim(10, LEASE_MS);
    expect(first.map(({ id }) => id).sort()).toEqual(['evt_1', 'evt_other']);
    expect(await inbox.claim(10, LEASE_MS)).toEqual([]);
    for (const event of first) await inbox.complete(event, 'processed');
    expect((await inbox.claim(10, LEASE_MS)).map(({ id }) => id)).toEqual(['evt_2']);
  });

  it('lets no event wait for one of its object that has failed', async () => {
    await inbox.store(receivedEvent('evt_1'));
    const failed = await claimOne();
    await inbox.fail(failed, 'broken', new Date(Date.now() + 3_600_000));
    await inbox.store(receivedEvent('evt_2', { createdAt: new Date('2026-11-20T09:00:05Z') }));
    expect((await claimOne()).id).toBe('evt_2');
  });

  it('gives an event out again when its lease lapses, and takes no outcome from the one who lost it', async () => {
    await inbox.store(receivedEvent('evt_1'));
    const [slow] = await inbox.claim(1, 0);
    const quick = await claimOne();
    expect([slow?.attempts, quick.attempts]).toEqual([1, 2]);
    if (slow) {
      await expect(inbox.complete(slow, 'processed')).rejects.toThrow(LeaseLostError);
      await inbox.fail(slow, 'too late', null);
    }
    await inbox.complete(quick, 'processed');
    expect(await row('evt_1')).toMatchObject({ status: 'processed', attempts: 2, last_error: null });
  });

  it('takes no outcome from one who lost the event to a replay', async () => {
    await inbox.store(receivedEvent('evt_1'));
    const slow = await claimOne();
    await inbox.replay(DEFAULT_ORGANIZATION_ID, 'evt_1');
    const quick = await claimOne();
    expect([slow.attempts, quick.attempts]).toEqual([1, 1]);
    await expect(inbox.complete(slow, 'processed')).rejects.toThrow(LeaseLostError);
    await inbox.complete(quick, 'processed');
  });

  it('rejects a batch at once when the database is at fault, and not its events', async () => {
    let statements = 0;
    const broken: Pick<Database, 'query'> = {
      query: async () => {
        statements += 1;
        throw new Error('Connection terminated');
      },
    };
    const insert = new BatchedInsert(broken);
    const outcomes = await Promise.allSettled(
      Array.from({ length: MANY }, (_, index) => insert.add(receivedEvent(`evt_${index}`))),
    );
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
    expect(statements).toBeLessThan(MANY / 10);
  });

  it('settles an event together with its effect, or not at all', async () => {
    await inbox.store(receivedEvent('evt_1'));
    const event = await claimOne();
    const effect = database.run(async () => {
      await inbox.complete(event, 'processed');
      throw new Error('the effect failed');
    });
    await expect(effect).rejects.toThrow('the effect failed');
    expect(await row('evt_1')).toMatchObject({ status: 'processing' });
  });

  it('tries a failed event again when it is due, and keeps a dead one with its error until it is replayed', async () => {
    await inbox.store(receivedEvent('evt_1'));
    await inbox.fail(await claimOne(), 'first', new Date(Date.now() - 1));
    await inbox.fail(await claimOne(), 'last', null);
    expect(await row('evt_1')).toMatchObject({ status: 'dead', attempts: 2, last_error: 'last' });
    expect(await inbox.claim(10, LEASE_MS)).toEqual([]);
    expect(await inbox.replay(DEFAULT_ORGANIZATION_ID, 'evt_1')).toBe(true);
    expect(await claimOne()).toMatchObject({ id: 'evt_1', attempts: 1 });
  });

  it('knows no event of another organization', async () => {
    await inbox.store(receivedEvent('evt_1'));
    expect(await inbox.replay('00000000-0000-7000-8000-000000000002', 'evt_1')).toBe(false);
  });

  it('tells how much is due, and for how long', async () => {
    expect(await inbox.backlog()).toEqual({ pending: 0, oldestDueMs: 0 });
    await inbox.store(receivedEvent('evt_1'));
    await inbox.store(receivedEvent('evt_2'));
    await database.query(
      `UPDATE stripe_events SET next_attempt_at = now() - interval '1 hour' WHERE id = 'evt_1'`,
    );
    const backlog = await inbox.backlog();
    expect(backlog.pending).toBe(2);
    expect(backlog.oldestDueMs).toBeGreaterThanOrEqual(3_600_000);
  });
});
