import type { EventOutcome } from '../../../src/application/ports/event-inbox.js';
import type { Database } from '../../../src/infrastructure/persistence/database.js';
import { EventInbox } from '../../../src/infrastructure/persistence/webhooks/event-inbox.js';
import { EventFailures } from '../../../src/webhooks/dispatch/event-failures.js';
import { EventWorker } from '../../../src/webhooks/dispatch/event-worker.js';
import { HandlerRegistry } from '../../../src/webhooks/dispatch/handler-registry.js';
import { ProcessEvents } from '../../../src/webhooks/dispatch/process-events.js';
import { WorkLanes } from '../../../src/webhooks/dispatch/work-lanes.js';
import { MAX_READINGS, MAX_TRIES } from '../../../src/webhooks/dispatch/retry-schedule.js';
import type { StripeEvent } from '../../../src/webhooks/dispatch/stripe-event.js';
import type { StripeEventHandler } from '../../../src/webhooks/dispatch/stripe-event-handler.js';
import { unreadable } from '../../../src/webhooks/payload/unreadable-payload.js';
import { type ConnectedDatabase, connectDatabase } from '../../support/connected-database.js';
import { FakeClock } from '../../support/fakes/clock.js';
import { FakeLogger } from '../../support/fakes/logger.js';
import { receivedEvent } from '../../support/received-event.js';

const LEASE_MS = 60_000;

/** Leaves a row for each effect; `doubtful` events want a fresh look, `poison` ones fail after their effect. */
class NotingHandler implements StripeEventHandler<string> {
  readonly types = ['payment_intent.processing', 'doubtful', 'poison', 'unreadable', 'always_doubtful'];

  constructor(private readonly database: Database) {}

  async apply(event: StripeEvent, fresh: string | null): Promise<EventOutcome | 'doubt'> {
    if (event.type === 'always_doubtful' || (event.type === 'doubtful' && fresh === null)) return 'doubt';
    await this.database.query('INSERT INTO effects VALUES ($1, $2)', [event.id, fresh]);
    if (event.type === 'poison') throw new TypeError('cannot be read');
    if (event.type === 'unreadable') throw unreadable('payment', 'status');
    return 'processed';
  }

  async fetch(event: StripeEvent): Promise<string> {
    if (this.database.inTransaction) throw new Error('Stripe was asked inside a transaction.');
    return `fresh ${String(event.object.id)}`;
  }
}

describe('the work on an event', () => {
  let connected: ConnectedDatabase;
  let database: Database;
  let inbox: EventInbox;
  const logger = new FakeLogger();

  beforeAll(async () => {
    connected = await connectDatabase([]);
    ({ database } = connected);
    await database.query('CREATE TABLE effects (event_id text, fresh text)');
    inbox = new EventInbox(database);
  });
  beforeEach(async () => {
    await database.query('TRUNCATE stripe_events, stripe_event_leases, effects');
    logger.lines.length = 0;
  });
  afterAll(() => connected.close());

  const effects = (): Promise<unknown[]> => database.query('SELECT * FROM effects');
  const statusOf = async (id: string): Promise<unknown> =>
    (await database.query('SELECT status, attempts, last_error FROM stripe_events WHERE id = $1', [id]))[0];
  const processWith = (lanes: WorkLanes, clock = new FakeClock('2020-01-01T00:00:00Z')): ProcessEvents => {
    const registry = new HandlerRegistry([new NotingHandler(database)]);
    return new ProcessEvents(registry, inbox, database, lanes, new EventFailures(inbox, clock, logger));
  };
  /** The fake clock is behind, so that each retry is due at once. */
  const workOnce = async (): Promise<number> => {
    const bursts = await inbox.claim(10, LEASE_MS);
    for (const { lease, events } of bursts) {
      const work = processWith(new WorkLanes(false));
      await work.resolve(await work.take(events));
      await inbox.release([lease]);
    }
    return bursts.length;
  };
  const work = async (type: string): Promise<void> => {
    await inbox.store(receivedEvent('evt_1', { type }));
    await workOnce();
  };

  it('commits its effect and its status together', async () => {
    await work('payment_intent.processing');
    expect(await effects()).toEqual([{ event_id: 'evt_1', fresh: null }]);
    expect(await statusOf('evt_1')).toMatchObject({ status: 'processed' });
  });

  it('asks Stripe where there is a doubt, outside any transaction', async () => {
    await work('doubtful');
    expect(await effects()).toEqual([{ event_id: 'evt_1', fresh: 'fresh pi_1' }]);
  });

  it('fails where the answer leaves a doubt still', async () => {
    await work('always_doubtful');
    expect(await statusOf('evt_1')).toMatchObject({
      status: 'pending',
      last_error: expect.stringContaining('doubt'),
    });
  });

  it('ignores a type that nobody handles', async () => {
    await work('customer.updated');
    expect(await statusOf('evt_1')).toMatchObject({ status: 'ignored' });
  });

  it('leaves no effect of a failure, tries again, and in the end keeps the event dead with its error', async () => {
    await inbox.store(receivedEvent('evt_1', { type: 'poison' }));
    for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
      expect(await workOnce()).toBe(1);
    }
    expect(await effects()).toEqual([]);
    expect(await statusOf('evt_1')).toEqual({
      status: 'dead',
      attempts: MAX_TRIES,
      last_error: 'TypeError: cannot be read',
    });
    expect(logger.lines.every(({ level }) => level === 'error')).toBe(true);
  });

  it('is given up sooner for an event that cannot be read, since it never changes', async () => {
    await inbox.store(receivedEvent('evt_1', { type: 'unreadable' }));
    for (let tries = 1; tries <= MAX_READINGS; tries += 1) expect(await workOnce()).toBe(1);
    expect(await effects()).toEqual([]);
    expect(await statusOf('evt_1')).toMatchObject({ status: 'dead', attempts: MAX_READINGS });
  });

  it('ends, too, for an event that ends whoever works on it', async () => {
    await inbox.store(receivedEvent('evt_1'));
    await database.query('UPDATE stripe_events SET attempts = $1', [MAX_TRIES]);
    await workOnce();
    expect(await effects()).toEqual([]);
    expect(await statusOf('evt_1')).toMatchObject({
      status: 'dead',
      last_error: expect.stringContaining('did not live'),
    });
  });

  it('of an account that we do not know is none', async () => {
    await inbox.store(receivedEvent('evt_1', { account: 'acct_other' }));
    await workOnce();
    expect(await effects()).toEqual([]);
    expect(await statusOf('evt_1')).toMatchObject({ status: 'ignored' });
  });

  it('that was taken over meanwhile has no effect', async () => {
    await inbox.store(receivedEvent('evt_1'));
    const [slow] = await inbox.claim(1, 0);
    await inbox.claim(1, LEASE_MS);
    await processWith(new WorkLanes(false)).take(slow?.events ?? []);
    expect(await effects()).toEqual([]);
    expect(logger.lines).toMatchObject([{ level: 'warn' }]);
  });

  it('is done by any number of workers, once each, until they are told to stop', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `evt_${index}`);
    await Promise.all(ids.map((id) => inbox.store(receivedEvent(id, { objectId: `pi_${id}` }))));
    const stop = new AbortController();
    const workers = [1, 2, 3].map(() => {
      const lanes = new WorkLanes(false);
      return new EventWorker(inbox, processWith(lanes), lanes, logger).run(stop.signal);
    });
    for (let left = ids.length; left > 0; left = (await inbox.backlog()).pending);
    stop.abort();
    await Promise.all(workers);
    expect(await effects()).toHaveLength(ids.length);
    expect(await database.query('SELECT FROM stripe_event_leases')).toEqual([]);
  });

  it('of a burst leaves the poison to back off alone, and gives the others their effects in order', async () => {
    const types = ['doubtful', 'payment_intent.processing', 'poison', 'customer.updated', 'doubtful'];
    for (const [index, type] of types.entries()) await inbox.store(receivedEvent(`evt_${index}`, { type }));
    await workOnce();
    expect(await effects()).toEqual([
      { event_id: 'evt_1', fresh: null },
      // The one look is told with the last of those that wanted it, and settles them all.
      { event_id: 'evt_4', fresh: 'fresh pi_1' },
    ]);
    const statuses = await database.query('SELECT status FROM stripe_events ORDER BY id');
    expect(statuses.map((row) => (row as { status: string }).status)).toEqual([
      'processed',
      'processed',
      'pending',
      'ignored',
      'processed',
    ]);
  });

  it('is never wanted by two handlers', () => {
    const handlers = [new NotingHandler(database), new NotingHandler(database)];
    expect(() => new HandlerRegistry(handlers)).toThrow('Two handlers want');
  });
});
