import type { Database } from '../../../src/infrastructure/persistence/database.js';
import { BatchedInsert } from '../../../src/infrastructure/persistence/webhooks/batched-insert.js';
import { EventInbox } from '../../../src/infrastructure/persistence/webhooks/event-inbox.js';
import { type ConnectedDatabase, connectDatabase } from '../../support/connected-database.js';
import { receivedEvent } from '../../support/received-event.js';

const MANY = 100;

describe('storing events', () => {
  let connected: ConnectedDatabase;
  let database: Database;
  let inbox: EventInbox;

  beforeAll(async () => {
    connected = await connectDatabase([]);
    ({ database } = connected);
    inbox = new EventInbox(database);
  });
  beforeEach(() => database.query('TRUNCATE stripe_events'));
  afterAll(() => connected.close());

  it('keeps an event once, however often and in whatever company it arrives', async () => {
    const ids = Array.from({ length: MANY }, (_, index) => `evt_${index}`);
    await Promise.all([...ids, ...ids.toReversed(), ...ids].map((id) => inbox.store(receivedEvent(id))));
    const [count] = await database.query<{ events: number }>(
      'SELECT count(*)::integer AS events FROM stripe_events',
    );
    expect(count).toEqual({ events: MANY });
  });

  it.each([
    ['that is no JSON', 'no JSON'],
    ['that is nested deeper than PostgreSQL follows', '['.repeat(100_000) + ']'.repeat(100_000)],
  ])('refuses one event %s of a batch and keeps the others', async (_name, payload) => {
    const outcomes = await Promise.allSettled([
      inbox.store(receivedEvent('evt_first')),
      inbox.store(receivedEvent('evt_good')),
      inbox.store(receivedEvent('evt_good_too')),
      inbox.store(receivedEvent('evt_bad', { payload })),
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
});
