import type { IEventRecords, ReplaySelection } from '../../src/application/operations/ports/event-records.js';
import type { IUnitOfWork } from '../../src/application/ports/unit-of-work.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../src/domain/shared/organization.js';
import { EventRecords } from '../../src/infrastructure/persistence/operations/event-records.js';
import { EventInbox } from '../../src/infrastructure/persistence/webhooks/event-inbox.js';
import { connectDatabase } from '../support/connected-database.js';
import { FakeEventRecords } from '../support/fakes/event-records.js';
import { FakeUnitOfWork } from '../support/fakes/unit-of-work.js';
import { receivedEvent } from '../support/received-event.js';

interface World {
  readonly records: IEventRecords;
  readonly unitOfWork: IUnitOfWork;
  pending(id: string): Promise<void>;
  dead(id: string): Promise<void>;
  done(id: string, at: Date): Promise<void>;
  close(): Promise<void>;
}

const RACERS = 20;
const ALL = 100;
const ELSEWHERE = '00000000-0000-7000-8000-000000000002';
const DAY_MS = 24 * 60 * 60_000;
const NOW = new Date();
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * DAY_MS);

const inMemory = async (): Promise<World> => {
  const records = new FakeEventRecords();
  const store = (id: string): Promise<void> => records.store(receivedEvent(id));
  return {
    records,
    unitOfWork: new FakeUnitOfWork(),
    pending: store,
    dead: async (id) => {
      await store(id);
      records.dead.add(id);
    },
    done: async (id, at) => {
      await store(id);
      records.doneAt.set(id, at);
    },
    close: async () => undefined,
  };
};

const onPostgres = async (): Promise<World> => {
  const connected = await connectDatabase([]);
  const { database } = connected;
  const store = (id: string): Promise<void> => new EventInbox(database).store(receivedEvent(id));
  return {
    records: new EventRecords(database),
    unitOfWork: database,
    pending: store,
    dead: async (id) => {
      await store(id);
      await database.query(`UPDATE stripe_events SET status = 'dead' WHERE id = $1`, [id]);
    },
    done: async (id, at) => {
      await store(id);
      const done = `UPDATE stripe_events SET status = 'processed', processed_at = $2 WHERE id = $1`;
      await database.query(done, [id, at]);
    },
    close: () => connected.close(),
  };
};

describe.each([
  ['in memory', inMemory],
  ['on PostgreSQL', onPostgres],
])('records of events %s', (_, open) => {
  let world: World;
  beforeEach(async () => {
    world = await open();
  });
  afterEach(() => world.close());

  const lock = async (
    selection: ReplaySelection,
    limit = ALL,
    whose = organizationId,
  ): Promise<(readonly [string, boolean])[]> => {
    const found = await world.unitOfWork.run(() => world.records.lock(whose, selection, limit));
    return found.map(({ id, isThinned }) => [id, isThinned]);
  };

  it('tell which events the inbox does not have', async () => {
    await world.pending('evt_1');
    expect(await world.records.missing(organizationId, ['evt_1', 'evt_2'])).toEqual(['evt_2']);
    expect(await world.records.missing(ELSEWHERE, ['evt_1'])).toEqual(['evt_1']);
  });

  it('find events by id, whatever their status, the longest waiting first', async () => {
    await world.dead('evt_dead');
    await world.pending('evt_waiting');
    const ids = ['evt_waiting', 'evt_none', 'evt_\0', 'evt_dead'];
    expect(await lock({ ids })).toEqual([
      ['evt_dead', false],
      ['evt_waiting', false],
    ]);
    expect(await lock({ ids }, 1)).toEqual([['evt_dead', false]]);
    expect(await lock({ ids }, ALL, ELSEWHERE)).toEqual([]);
  });

  it('find those that have failed for good, also by type, the longest waiting first', async () => {
    await world.dead('evt_2');
    await world.pending('evt_waiting');
    await world.dead('evt_1');
    const { type } = receivedEvent('evt_1');
    expect(await lock({ status: 'dead', type: null })).toEqual([
      ['evt_2', false],
      ['evt_1', false],
    ]);
    expect(await lock({ status: 'dead', type }, 1)).toEqual([['evt_2', false]]);
    expect(await lock({ status: 'dead', type: 'refund.failed' })).toEqual([]);
    expect(await lock({ status: 'dead', type: null }, ALL, ELSEWHERE)).toEqual([]);
  });

  it('let go of old payloads, the oldest first, and say so', async () => {
    await world.done('evt_old', daysAgo(31));
    await world.done('evt_older', daysAgo(40));
    await world.done('evt_young', daysAgo(29));
    await world.dead('evt_dead');
    await world.pending('evt_waiting');
    const ids = ['evt_old', 'evt_older', 'evt_young', 'evt_dead', 'evt_waiting'];
    const thinned = async (): Promise<string[]> =>
      (await lock({ ids })).filter(([, isThinned]) => isThinned).map(([id]) => id);
    expect(await world.records.thin(daysAgo(30), 1)).toBe(1);
    expect(await thinned()).toEqual(['evt_older']);
    expect(await world.records.thin(daysAgo(30), ALL)).toBe(1);
    expect(await thinned()).toEqual(['evt_old', 'evt_older']);
    expect(await world.records.thin(daysAgo(30), ALL)).toBe(0);
  });

  it('let go of each payload once, however many let go at the same time', async () => {
    for (let n = 0; n < RACERS; n += 1) await world.done(`evt_${n}`, daysAgo(40));
    const racers = Array.from({ length: RACERS }, () => world.records.thin(NOW, 3));
    const counts = [...(await Promise.all(racers)), await world.records.thin(NOW, ALL)];
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(RACERS);
  });
});
