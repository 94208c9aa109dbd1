import {
  type ClaimedEvent,
  type EventOutcome,
  type IEventInbox,
  LeaseLostError,
  type SettledEvent,
} from '../../src/application/ports/event-inbox.js';
import type { IUnitOfWork } from '../../src/application/ports/unit-of-work.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../src/domain/shared/organization.js';
import { EventInbox } from '../../src/infrastructure/persistence/webhooks/event-inbox.js';
import { connectDatabase } from '../support/connected-database.js';
import { FakeEventInbox } from '../support/fakes/event-inbox.js';
import { FakeUnitOfWork } from '../support/fakes/unit-of-work.js';
import { receivedEvent } from '../support/received-event.js';

const ELSEWHERE = '00000000-0000-7000-8000-000000000002';
const LEASE_MS = 60_000;
const MANY = 100;
const RACERS = 20;

const asProcessed = (events: readonly ClaimedEvent[]): SettledEvent[] =>
  events.map((event) => ({ event, outcome: 'processed' }));

interface Row {
  readonly status: string;
  readonly attempts: number;
  readonly error: string | null;
}

interface World {
  readonly inbox: IEventInbox;
  readonly unitOfWork: IUnitOfWork;
  row(id: string): Promise<Row | undefined>;
  clear(): Promise<unknown>;
  close(): Promise<void>;
}

const inMemory = async (): Promise<World> => {
  const inbox = new FakeEventInbox(() => new Date());
  return {
    inbox,
    unitOfWork: new FakeUnitOfWork(),
    row: async (id) => inbox.events.get(id),
    clear: async () => {
      inbox.events.clear();
      inbox.leases.clear();
    },
    close: async () => undefined,
  };
};

const onPostgres = async (): Promise<World> => {
  const connected = await connectDatabase([]);
  const { database } = connected;
  return {
    inbox: new EventInbox(database),
    unitOfWork: database,
    row: async (id) => {
      const [row] = await database.query<Row>(
        'SELECT status, attempts, last_error AS error FROM stripe_events WHERE id = $1',
        [id],
      );
      return row;
    },
    clear: () => database.query('TRUNCATE stripe_events, stripe_event_leases'),
    close: () => connected.close(),
  };
};

describe.each([
  ['in memory', inMemory],
  ['on PostgreSQL', onPostgres],
])('the inbox %s', (_, open) => {
  let world: World;
  let inbox: IEventInbox;
  beforeAll(async () => {
    world = await open();
    ({ inbox } = world);
  });
  beforeEach(() => world.clear());
  afterAll(() => world.close());

  const claimed = async (leaseMs = LEASE_MS): Promise<ClaimedEvent[]> =>
    (await inbox.claim(MANY, leaseMs)).flatMap(({ events }) => events);
  const claimOne = async (leaseMs = LEASE_MS): Promise<ClaimedEvent> => {
    const [event, ...others] = await claimed(leaseMs);
    if (!event || others.length > 0) throw new Error('There is not one event to claim.');
    return event;
  };
  const put = async (event: ClaimedEvent, outcome: EventOutcome = 'processed'): Promise<void> => {
    await inbox.complete([{ event, outcome }]);
    await inbox.release([event.lease]);
  };
  const failed = async (event: ClaimedEvent, error: string, retryAt: Date | null): Promise<void> => {
    await inbox.fail(event, error, retryAt);
    await inbox.release([event.lease]);
  };

  it('takes an event once, however many deliver it', async () => {
    await Promise.all(Array.from({ length: RACERS }, () => inbox.store(receivedEvent('evt_1'))));
    await put(await claimOne());
    await inbox.store(receivedEvent('evt_1'));
    expect(await claimed()).toEqual([]);
  });

  it('gives each object to one worker', async () => {
    await Promise.all(
      Array.from({ length: MANY }, (_, index) =>
        inbox.store(receivedEvent(`evt_${index}`, { objectId: `pi_${index}` })),
      ),
    );
    const claims = await Promise.all(Array.from({ length: RACERS }, () => inbox.claim(20, LEASE_MS)));
    const ids = claims.flat().map(({ lease }) => lease.object);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('gives out the events of an object together, in the order of Stripe, and keeps newer ones until it is released', async () => {
    await inbox.store(receivedEvent('evt_3', { createdAt: new Date('2026-11-20T09:00:02Z') }));
    await inbox.store(receivedEvent('evt_2', { createdAt: new Date('2026-11-20T09:00:01Z') }));
    await inbox.store(receivedEvent('evt_1', { createdAt: new Date('2026-11-20T09:00:01Z') }));
    await inbox.store(receivedEvent('evt_other', { objectId: 'pi_2' }));
    const bursts = await inbox.claim(10, LEASE_MS);
    const ofObject = bursts.find(({ lease }) => lease.object === 'pi_1');
    expect(ofObject?.events.map(({ id }) => id)).toEqual(['evt_1', 'evt_2', 'evt_3']);
    expect(bursts).toHaveLength(2);
    await inbox.store(receivedEvent('evt_4'));
    expect(await claimed()).toEqual([]);
    await inbox.complete(asProcessed(ofObject?.events ?? []));
    await inbox.release(bursts.map(({ lease }) => lease));
    expect((await claimed()).map(({ id }) => id).sort()).toEqual(['evt_4', 'evt_other']);
  });

  it('tells objects of two accounts apart, whatever their ids, and events without an object from each other', async () => {
    await inbox.store(receivedEvent('evt_1'));
    await inbox.store(receivedEvent('evt_2', { account: 'acct_1' }));
    await inbox.store(receivedEvent('evt_3', { account: 'acct_2' }));
    await inbox.store(receivedEvent('evt_4', { objectId: null }));
    await inbox.store(receivedEvent('evt_5', { objectId: null }));
    const bursts = await inbox.claim(10, LEASE_MS);
    expect(bursts.map(({ events }) => events.length)).toEqual([1, 1, 1, 1, 1]);
  });

  it('lets no event wait for one of its object that has failed', async () => {
    await inbox.store(receivedEvent('evt_1'));
    await failed(await claimOne(), 'broken', new Date(Date.now() + 3_600_000));
    await inbox.store(receivedEvent('evt_2', { createdAt: new Date('2026-11-20T09:00:05Z') }));
    expect((await claimOne()).id).toBe('evt_2');
  });

  it('gives an event out again when its lease lapses, and takes no outcome from the one who lost it', async () => {
    await inbox.store(receivedEvent('evt_1'));
    const slow = await claimOne(0);
    const quick = await claimOne();
    // The death of whoever held it counts as a try.
    expect([slow.attempts, quick.attempts]).toEqual([1, 2]);
    await expect(inbox.complete([{ event: slow, outcome: 'processed' }])).rejects.toThrow(LeaseLostError);
    await inbox.fail(slow, 'too late', null);
    await inbox.postpone(slow, 'too late', new Date());
    await inbox.renew([slow.lease], 0);
    await inbox.release([slow.lease]);
    expect(await claimed()).toEqual([]);
    await inbox.complete([{ event: quick, outcome: 'processed' }]);
    expect(await world.row('evt_1')).toMatchObject({ status: 'processed', attempts: 2, error: null });
  });

  it('gives out the events of a lapsed lease one at a time, so that one that kills its workers takes no other with it', async () => {
    for (const id of ['evt_1', 'evt_2', 'evt_3']) await inbox.store(receivedEvent(id));
    expect(await claimed(0)).toHaveLength(3);
    const first = await claimOne();
    expect([first.id, first.attempts]).toEqual(['evt_1', 2]);
    await put(first);
    expect((await claimed()).map(({ id, attempts }) => [id, attempts])).toEqual([
      ['evt_2', 1],
      ['evt_3', 1],
    ]);
  });

  it('keeps a lease for as long as it is renewed', async () => {
    await inbox.store(receivedEvent('evt_1'));
    const { lease } = await claimOne(0);
    await inbox.renew([lease], LEASE_MS);
    expect(await claimed()).toEqual([]);
  });

  it('takes no outcome from one who lost the event to a replay', async () => {
    await inbox.store(receivedEvent('evt_1'));
    const slow = await claimOne();
    await inbox.replay(organizationId, 'evt_1');
    await expect(inbox.complete([{ event: slow, outcome: 'processed' }])).rejects.toThrow(LeaseLostError);
    await inbox.release([slow.lease]);
    const quick = await claimOne();
    expect([slow.attempts, quick.attempts]).toEqual([1, 1]);
    await inbox.complete([{ event: quick, outcome: 'processed' }]);
  });

  it('settles all of several events or none', async () => {
    for (const id of ['evt_1', 'evt_2']) await inbox.store(receivedEvent(id));
    const both = await claimed();
    await inbox.replay(organizationId, 'evt_2');
    const settle = world.unitOfWork.run(() => inbox.complete(asProcessed(both)));
    await expect(settle).rejects.toThrow(LeaseLostError);
    expect(await world.row('evt_1')).toMatchObject({ status: 'pending' });
  });

  it('tries a failed event again when it is due, and keeps a dead one with its error until it is replayed', async () => {
    await inbox.store(receivedEvent('evt_1'));
    await failed(await claimOne(), 'first', new Date(Date.now() - 1));
    await failed(await claimOne(), 'last', null);
    expect(await world.row('evt_1')).toMatchObject({ status: 'dead', attempts: 2, error: 'last' });
    expect(await claimed()).toEqual([]);
    expect(await inbox.replay(organizationId, 'evt_1')).toBe(true);
    expect(await claimOne()).toMatchObject({ id: 'evt_1', attempts: 1 });
  });

  it('puts an event off without counting a try', async () => {
    await inbox.store(receivedEvent('evt_1'));
    const event = await claimOne();
    await inbox.postpone(event, 'Stripe hangs', new Date(Date.now() - 1));
    await inbox.release([event.lease]);
    expect(await world.row('evt_1')).toMatchObject({ status: 'pending', error: 'Stripe hangs' });
    expect((await claimOne()).attempts).toBe(1);
  });

  it('knows no event of another organization', async () => {
    await inbox.store(receivedEvent('evt_1'));
    expect(await inbox.replay(ELSEWHERE, 'evt_1')).toBe(false);
  });

  it('tells how much is due, and for how long', async () => {
    expect(await inbox.backlog()).toEqual({ pending: 0, oldestDueMs: 0 });
    await inbox.store(receivedEvent('evt_1'));
    const event = await claimOne();
    await inbox.postpone(event, 'Stripe hangs', new Date(Date.now() - 3_600_000));
    await inbox.release([event.lease]);
    await inbox.store(receivedEvent('evt_2'));
    const backlog = await inbox.backlog();
    expect(backlog.pending).toBe(2);
    expect(backlog.oldestDueMs).toBeGreaterThanOrEqual(3_600_000);
  });
});
