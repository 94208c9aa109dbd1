import type { EventOutcome } from '../../../src/application/ports/event-inbox.js';
import type { Database } from '../../../src/infrastructure/persistence/database.js';
import { EventInbox } from '../../../src/infrastructure/persistence/webhooks/event-inbox.js';
import { EventWorker } from '../../../src/webhooks/dispatch/event-worker.js';
import { HandlerRegistry } from '../../../src/webhooks/dispatch/handler-registry.js';
import { ProcessEvent } from '../../../src/webhooks/dispatch/process-event.js';
import { MAX_TRIES } from '../../../src/webhooks/dispatch/retry-schedule.js';
import type { StripeEvent } from '../../../src/webhooks/dispatch/stripe-event.js';
import type { StripeEventHandler } from '../../../src/webhooks/dispatch/stripe-event-handler.js';
import { type ConnectedDatabase, connectDatabase } from '../../support/connected-database.js';
import { FakeClock } from '../../support/fakes/clock.js';
import { FakeLogger } from '../../support/fakes/logger.js';
import { receivedEvent } from '../../support/received-event.js';

const LEASE_MS = 60_000;

/** Leaves a row for each effect; `doubtful` events want a fresh look, `poison` ones fail after their effect. */
class NotingHandler implements StripeEventHandler<string> {
  readonly types = ['payment_intent.processing', 'doubtful', 'poison', 'always_doubtful'];

  constructor(private readonly database: Database) {}

  async apply(event: StripeEvent, fresh: string | null): Promise<EventOutcome | 'doubt'> {
    if (event.type === 'always_doubtful' || (event.type === 'doubtful' && fresh === null)) return 'doubt';
    await this.database.query('INSERT INTO effects VALUES ($1, $2)', [event.id, fresh]);
    if (event.type === 'poison') throw new TypeError('cannot be read');
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
  let processEvent: ProcessEvent;
  const logger = new FakeLogger();

  beforeAll(async () => {
    connected = await connectDatabase([]);
    ({ database } = connected);
    await database.query('CREATE TABLE effects (event_id text, fresh text)');
    inbox = new EventInbox(database);
    const registry = new HandlerRegistry([new NotingHandler(database)]);
    processEvent = new ProcessEvent(registry, inbox, database, new FakeClock('2020-01-01T00:00:00Z'), logger);
  });
  beforeEach(async () => {
    await database.query('TRUNCATE stripe_events, effects');
    logger.lines.length = 0;
  });
  afterAll(() => connected.close());

  const effects = (): Promise<unknown[]> => database.query('SELECT * FROM effects');
  const statusOf = async (id: string): Promise<unknown> =>
    (await database.query('SELECT status, attempts, last_error FROM stripe_events WHERE id = $1', [id]))[0];
  const work = async (type: string): Promise<void> => {
    await inbox.store(receivedEvent('evt_1', { type }));
    for (const event of await inbox.claim(1, LEASE_MS)) await processEvent.execute(event);
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
      // The fake clock is behind, so that each retry is due at once.
      const claimed = await inbox.claim(1, LEASE_MS);
      expect(claimed).toHaveLength(1);
      for (const event of claimed) await processEvent.execute(event);
    }
    expect(await effects()).toEqual([]);
    expect(await statusOf('evt_1')).toEqual({
      status: 'dead',
      attempts: MAX_TRIES,
      last_error: 'TypeError: cannot be read',
    });
    expect(logger.lines.every(({ level }) => level === 'error')).toBe(true);
  });

  it('ends, too, for an event that ends whoever works on it', async () => {
    await inbox.store(receivedEvent('evt_1'));
    await database.query('UPDATE stripe_events SET attempts = $1', [MAX_TRIES]);
    for (const event of await inbox.claim(1, LEASE_MS)) await processEvent.execute(event);
    expect(await effects()).toEqual([]);
    expect(await statusOf('evt_1')).toMatchObject({
      status: 'dead',
      last_error: expect.stringContaining('did not live'),
    });
  });

  it('of an account that we do not know is none', async () => {
    await inbox.store(receivedEvent('evt_1', { account: 'acct_other' }));
    for (const event of await inbox.claim(1, LEASE_MS)) await processEvent.execute(event);
    expect(await effects()).toEqual([]);
    expect(await statusOf('evt_1')).toMatchObject({ status: 'ignored' });
  });

  it('that was taken over meanwhile has no effect', async () => {
    await inbox.store(receivedEvent('evt_1'));
    const [slow] = await inbox.claim(1, 0);
    await inbox.claim(1, LEASE_MS);
    if (slow) await processEvent.execute(slow);
    expect(await effects()).toEqual([]);
    expect(logger.lines).toMatchObject([{ level: 'warn' }]);
  });

  it('is done by any number of workers, once each, until they are told to stop', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `evt_${index}`);
    await Promise.all(ids.map((id) => inbox.store(receivedEvent(id, { objectId: `pi_${id}` }))));
    const stop = new AbortController();
    const workers = [1, 2, 3].map(() =>
      new EventWorker(inbox, processEvent, logger, new FakeClock()).run(stop.signal),
    );
    for (let left = ids.length; left > 0; left = (await inbox.backlog()).pending);
    stop.abort();
    await Promise.all(workers);
    expect(await effects()).toHaveLength(ids.length);
  });

  it('is never wanted by two handlers', () => {
    const handlers = [new NotingHandler(database), new NotingHandler(database)];
    expect(() => new HandlerRegistry(handlers)).toThrow('Two handlers want');
  });
});
