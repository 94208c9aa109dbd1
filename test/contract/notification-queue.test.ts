import { v7 } from 'uuid';
import type {
  ClaimedNotification,
  INotificationQueue,
  NewNotification,
} from '../../src/application/notifications/ports/notification-queue.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../src/domain/shared/organization.js';
import { NotificationQueue } from '../../src/infrastructure/persistence/notifications/notification-queue.js';
import { OutboxFeed } from '../../src/infrastructure/persistence/notifications/outbox-feed.js';
import { connectDatabase } from '../support/connected-database.js';
import { FakeNotificationQueue } from '../support/fakes/notification-queue.js';

interface World {
  readonly queue: INotificationQueue;
  /** @returns the id of an event that notifications can tell of */
  event(): Promise<string>;
  close(): Promise<void>;
}

const RACERS = 20;
const AT = new Date('2026-11-20T09:00:00Z');
const LEASE_MS = 60_000;

const inMemory = async (): Promise<World> => ({
  queue: new FakeNotificationQueue(),
  event: async () => v7(),
  close: async () => undefined,
});

const onPostgres = async (): Promise<World> => {
  const connected = await connectDatabase([]);
  const { database } = connected;
  return {
    queue: new NotificationQueue(database),
    event: async () => {
      const id = v7();
      const about = { organizationId, type: 'order.paid', subject: 'order-1', data: {}, createdAt: AT };
      await new OutboxFeed(database).insertDispatched({ id, ...about });
      return id;
    },
    close: () => connected.close(),
  };
};

describe.each([
  ['in memory', inMemory],
  ['on PostgreSQL', onPostgres],
])('the queue of notifications %s', (_, open) => {
  let world: World;
  beforeEach(async () => {
    world = await open();
  });
  afterEach(() => world.close());

  const notification = (changes: Partial<NewNotification> = {}): NewNotification => ({
    id: v7(),
    organizationId,
    eventId: null,
    channel: 'mail',
    recipient: 'hanako@example.com',
    userId: null,
    subject: 'Your receipt',
    body: 'Thank you.',
    at: AT,
    ...changes,
  });
  const claimAll = (leaseMs = LEASE_MS): Promise<ClaimedNotification[]> => world.queue.claim(100, leaseMs);
  const claimOne = async (leaseMs = LEASE_MS): Promise<ClaimedNotification> => {
    const [claimed] = await world.queue.claim(1, leaseMs);
    if (!claimed) throw new Error('Nothing was due.');
    return claimed;
  };

  it('tells nobody twice of one event, whoever tells', async () => {
    const eventId = await world.event();
    const once = { eventId, recipient: 'aiko@example.com' };
    const tell = (): Promise<void> => world.queue.add([notification({ eventId }), notification(once)]);
    await Promise.all(Array.from({ length: RACERS }, tell));
    await world.queue.add([notification({ eventId: await world.event() })]);
    expect((await claimAll()).map(({ recipient }) => recipient).toSorted()).toEqual([
      'aiko@example.com',
      'hanako@example.com',
      'hanako@example.com',
    ]);
  });

  it('takes every mail about an account, which tells of no event', async () => {
    await world.queue.add([notification(), notification()]);
    expect(await claimAll()).toHaveLength(2);
  });

  it('hands each to one of many that ask at the same time, with all that its sender needs', async () => {
    const added = Array.from({ length: RACERS }, () => notification());
    await world.queue.add(added);
    const claims = await Promise.all(Array.from({ length: RACERS }, () => world.queue.claim(3, LEASE_MS)));
    const claimed = claims.flat();
    expect(claimed.map(({ id }) => id).toSorted()).toEqual(added.map(({ id }) => id));
    const { id: _id, userId: _userId, eventId: _eventId, at: _at, ...told } = notification();
    expect(claimed[0]).toEqual({
      ...told,
      id: expect.any(String),
      accountTokenId: null,
      attempts: 1,
      claim: 1,
    });
  });

  it('takes no outcome from a sender that has lost its lease', async () => {
    await world.queue.add([notification()]);
    const slow = await claimOne(0);
    const quick = await claimOne();
    expect(await world.queue.settle(slow, { status: 'sent' })).toBe(false);
    expect(await world.queue.settle(quick, { status: 'retry', at: new Date(), error: 'no' })).toBe(true);
    const again = await claimOne();
    expect(again.attempts).toBe(3);
    expect(await world.queue.settle(again, { status: 'dead', error: 'no' })).toBe(true);
    expect(await claimAll()).toEqual([]);
  });

  it('keeps what is to be tried again until then', async () => {
    await world.queue.add([notification()]);
    const at = new Date(Date.now() + LEASE_MS);
    await world.queue.settle(await claimOne(), { status: 'retry', at, error: 'no' });
    expect(await claimAll()).toEqual([]);
  });

  it('forgets what ended long ago, and nothing that waits', async () => {
    await world.queue.add([notification(), notification()]);
    await world.queue.settle(await claimOne(), { status: 'sent' });
    expect(await world.queue.purge(AT, 10)).toBe(0);
    expect(await world.queue.purge(new Date(AT.getTime() + 1), 10)).toBe(1);
    expect(await claimAll()).toHaveLength(1);
  });
});

describe('the queue of notifications in its table', () => {
  it('takes texts and errors with any characters', async () => {
    const connected = await connectDatabase([]);
    const queue = new NotificationQueue(connected.database);
    const person = { channel: 'mail', recipient: 'hanako@example.com', userId: null } as const;
    const text = { subject: 'a\0b', body: 'half \ud83d' };
    await queue.add([{ id: v7(), organizationId, eventId: null, ...person, ...text, at: AT }]);
    const [claimed] = await queue.claim(1, LEASE_MS);
    expect(claimed).toMatchObject({ subject: 'a\ufffdb', body: 'half \ufffd' });
    if (claimed) expect(await queue.settle(claimed, { status: 'dead', error: 'no\0' })).toBe(true);
    await connected.close();
  });
});
