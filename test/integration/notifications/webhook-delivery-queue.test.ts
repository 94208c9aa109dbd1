import { AsyncResource } from 'node:async_hooks';
import { v7 } from 'uuid';
import type { ClaimedDelivery } from '../../../src/application/notifications/ports/webhook-delivery-queue.js';
import { DEFAULT_ORGANIZATION_ID } from '../../../src/domain/shared/organization.js';
import type { Database } from '../../../src/infrastructure/persistence/database.js';
import { OutboxFeed } from '../../../src/infrastructure/persistence/notifications/outbox-feed.js';
import { WebhookDeliveryQueue } from '../../../src/infrastructure/persistence/notifications/webhook-delivery-queue.js';
import { WebhookEndpointRepository } from '../../../src/infrastructure/persistence/notifications/webhook-endpoint-repository.js';
import { webhookEndpointTable } from '../../../src/infrastructure/persistence/notifications/webhook-endpoint.table.js';
import { type ConnectedDatabase, connectDatabase } from '../../support/connected-database.js';
import { webhookEndpoint } from '../../support/webhook-endpoint.js';

const AT = new Date('2026-11-20T09:00:00Z');
const ORGANIZATION = DEFAULT_ORGANIZATION_ID;
const LEASE_MS = 60_000;
const ENDED = { startedAt: AT, durationMs: 5, responseStatus: 200, responseExcerpt: 'a\0b', error: null };

describe('the queue of webhook deliveries', () => {
  let connected: ConnectedDatabase;
  let database: Database;
  let queue: WebhookDeliveryQueue;

  beforeAll(async () => {
    connected = await connectDatabase([webhookEndpointTable]);
    database = connected.database;
    queue = new WebhookDeliveryQueue(database);
  });
  afterAll(() => connected.close());
  beforeEach(() => database.query('DELETE FROM webhook_endpoints'));

  const endpoint = async (): Promise<string> => {
    const added = webhookEndpoint();
    await new WebhookEndpointRepository(database).insertIfAbsent(added);
    return added.id;
  };
  /** @returns ids of the deliveries, in order */
  const add = async (endpointId: string, count: number, subject?: string): Promise<string[]> => {
    const ids: string[] = [];
    for (let index = 0; index < count; index += 1) {
      const [id, eventId, about] = [v7(), v7(), subject ?? v7()];
      await new OutboxFeed(database).insertDispatched({
        ...{ id: eventId, organizationId: ORGANIZATION, type: 'order.paid', subject: about },
        ...{ data: {}, createdAt: AT },
      });
      const delivery = { id, organizationId: ORGANIZATION, endpointId, eventId, subject: about, at: AT };
      await queue.add([delivery]);
      await queue.add([delivery]);
      ids.push(id);
    }
    return ids;
  };
  const claim = (limit = 100, perEndpoint = 100, leaseMs = LEASE_MS): Promise<ClaimedDelivery[]> =>
    queue.claim(limit, perEndpoint, leaseMs);
  const one = async (): Promise<ClaimedDelivery> => {
    const [claimed] = await claim(1);
    if (!claimed) throw new Error('Nothing was due.');
    return claimed;
  };

  it('hands each delivery to one of many that ask at the same time', async () => {
    const ids = await add(await endpoint(), 40);
    const claimed = (await Promise.all(Array.from({ length: 20 }, () => claim(5)))).flat();
    expect(claimed.map(({ id }) => id).toSorted()).toEqual(ids);
  });

  it('leaves room for others: no endpoint has more under way than it may', async () => {
    const [slow, other] = [await endpoint(), await endpoint()];
    await add(slow, 5);
    await add(other, 1);
    const claimed = await claim(100, 3);
    expect(claimed.filter(({ endpointId }) => endpointId === slow)).toHaveLength(3);
    expect(claimed.filter(({ endpointId }) => endpointId === other)).toHaveLength(1);
    expect(await claim(100, 3)).toEqual([]);
  });

  it('keeps the order of one subject until a first try has failed', async () => {
    const [first, second] = await add(await endpoint(), 2, 'order-1');
    const claimed = await one();
    expect([claimed.id, await claim()]).toEqual([first, []]);
    await queue.settle(
      claimed,
      { ...ENDED, id: v7(), error: 'no' },
      { retryAt: new Date(Date.now() + LEASE_MS) },
    );
    expect((await one()).id).toBe(second);
  });

  it('takes no outcome from a sender that has lost its lease', async () => {
    await add(await endpoint(), 1);
    const [slow] = await claim(1, 1, 0);
    const quick = await one();
    if (!slow) throw new Error('Nothing was due.');
    expect([slow.attempts, quick.attempts]).toEqual([1, 2]);
    expect(await queue.settle(slow, { ...ENDED, id: v7() }, 'delivered')).toBe(false);
    await queue.giveBack(slow);
    expect(await queue.settle(quick, { ...ENDED, id: v7() }, 'delivered')).toBe(true);
    expect(await database.query('SELECT response_excerpt FROM webhook_attempts')).toEqual([
      { response_excerpt: 'a\ufffdb' },
    ]);
  });

  it('sends nothing to an endpoint that is disabled, and resends nothing there', async () => {
    const endpointId = await endpoint();
    const [waiting = '', sent = ''] = await add(endpointId, 2);
    await database.query('UPDATE webhook_endpoints SET enabled = false');
    await database.query(`UPDATE webhook_deliveries SET status = 'delivered' WHERE id = $1`, [sent]);
    expect(await claim()).toEqual([]);
    await queue.cancelPending(ORGANIZATION, endpointId);
    expect(await queue.resend(ORGANIZATION, waiting)).toBe('endpoint_disabled');
    expect(await queue.resend(ORGANIZATION, v7())).toBe('not_found');
    expect(await queue.resend(ORGANIZATION, 'none')).toBe('not_found');
    await database.query('UPDATE webhook_endpoints SET enabled = true');
    expect(await claim()).toEqual([]);
    expect(await queue.resend(ORGANIZATION, waiting)).toBe('queued');
    expect((await one()).id).toBe(waiting);
  });

  it('leaves alone what is being sent when it is to be resent', async () => {
    const [id = ''] = await add(await endpoint(), 1);
    const claimed = await one();
    expect(await queue.resend(ORGANIZATION, id)).toBe('queued');
    expect(await queue.settle(claimed, { ...ENDED, id: v7() }, 'delivered')).toBe(true);
  });

  it('forgets what ended long ago, with its log, and nothing that waits', async () => {
    const [ended, waiting] = await add(await endpoint(), 2);
    const claimed = await one();
    await queue.settle(claimed, { ...ENDED, id: v7() }, 'delivered');
    expect(await queue.purge(AT, 10)).toBe(0);
    expect(await queue.purge(new Date(AT.getTime() + 1), 10)).toBe(1);
    expect(claimed.id).toBe(ended);
    expect(await database.query('SELECT id FROM webhook_deliveries')).toEqual([{ id: waiting }]);
  });
});

describe('the outbox as its relay sees it', () => {
  it('is shared by relays without waiting, each event once, those of one subject in order', async () => {
    const connected = await connectDatabase([]);
    const { database } = connected;
    const feed = new OutboxFeed(database);
    for (const subject of ['a', 'a', 'b', 'c']) {
      await database.query(
        `INSERT INTO outbox_events (id, organization_id, type, subject, fact, data, created_at)
         VALUES ($1::uuid, $2, 'order.paid', $3, $1::text, '{}', now())`,
        [v7(), ORGANIZATION, subject],
      );
    }
    const taken: string[][] = [];
    const take = async (limit: number): Promise<readonly string[]> => {
      const events = await feed.take(limit);
      taken.push(events.map(({ subject }) => subject));
      return events.map(({ id }) => id);
    };
    // Bound to where no transaction is open: another relay, on a connection of its own.
    const otherRelay = AsyncResource.bind(() => take(10));
    await database.run(async () => {
      const ids = await take(2);
      await otherRelay();
      await feed.markDispatched(ids, AT);
    });
    await take(10);
    await connected.close();

    expect(taken).toEqual([['a', 'b'], ['c'], ['a', 'c']]);
  });
});
