import { v7 } from 'uuid';
import type { ClaimedNotification } from '../../../src/application/notifications/ports/notification-queue.js';
import { DEFAULT_ORGANIZATION_ID } from '../../../src/domain/shared/organization.js';
import type { Database } from '../../../src/infrastructure/persistence/database.js';
import { NotificationQueue } from '../../../src/infrastructure/persistence/notifications/notification-queue.js';
import { OutboxFeed } from '../../../src/infrastructure/persistence/notifications/outbox-feed.js';
import { type ConnectedDatabase, connectDatabase } from '../../support/connected-database.js';

const AT = new Date('2026-11-20T09:00:00Z');
const LEASE_MS = 60_000;
const organizationId = DEFAULT_ORGANIZATION_ID;

describe('the queue of notifications', () => {
  let connected: ConnectedDatabase;
  let database: Database;
  let queue: NotificationQueue;

  beforeAll(async () => {
    connected = await connectDatabase([]);
    database = connected.database;
    queue = new NotificationQueue(database);
  });
  afterAll(() => connected.close());
  beforeEach(() => database.query('DELETE FROM notifications'));

  const add = async (count: number): Promise<void> => {
    const eventId = v7();
    const event = {
      id: eventId,
      organizationId,
      type: 'order.paid',
      subject: 'order-1',
      data: {},
      createdAt: AT,
    };
    await new OutboxFeed(database).insertDispatched(event);
    for (let index = 0; index < count; index += 1) {
      const recipient = `${index}@example.com`;
      const text = { subject: 'a\0b', body: 'half \ud83d' };
      const added = {
        id: v7(),
        organizationId,
        eventId,
        channel: 'mail',
        recipient,
        userId: null,
        ...text,
        at: AT,
      } as const;
      await queue.add([added, { ...added, id: v7() }]);
    }
  };
  const claimOne = async (leaseMs = LEASE_MS): Promise<ClaimedNotification> => {
    const [claimed] = await queue.claim(1, leaseMs);
    if (!claimed) throw new Error('Nothing was due.');
    return claimed;
  };

  it('tells nobody twice of one event, and hands each mail to one of many that ask at the same time', async () => {
    await add(20);
    const claimed = (await Promise.all(Array.from({ length: 20 }, () => queue.claim(3, LEASE_MS)))).flat();
    expect(claimed).toHaveLength(20);
    expect(new Set(claimed.map(({ id }) => id)).size).toBe(20);
    expect(claimed[0]).toMatchObject({
      channel: 'mail',
      subject: 'a\ufffdb',
      body: 'half \ufffd',
      attempts: 1,
    });
  });

  it('takes no outcome from a sender that has lost its lease', async () => {
    await add(1);
    const slow = await claimOne(0);
    const quick = await claimOne();
    expect(await queue.settle(slow, { status: 'sent' })).toBe(false);
    expect(await queue.settle(quick, { status: 'retry', at: new Date(), error: 'no\0' })).toBe(true);
    const again = await claimOne();
    expect(again.attempts).toBe(3);
    expect(await queue.settle(again, { status: 'dead', error: 'no' })).toBe(true);
    expect(await queue.claim(1, LEASE_MS)).toEqual([]);
  });

  it('forgets what ended long ago, and nothing that waits', async () => {
    await add(2);
    await queue.settle(await claimOne(), { status: 'sent' });
    expect(await queue.purge(AT, 10)).toBe(0);
    expect(await queue.purge(new Date(AT.getTime() + 1), 10)).toBe(1);
    expect(await queue.claim(10, LEASE_MS)).toHaveLength(1);
  });
});
