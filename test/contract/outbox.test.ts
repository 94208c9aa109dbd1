import type { DomainEvent, IOutbox } from '../../src/application/ports/outbox.js';
import { DEFAULT_ORGANIZATION_ID } from '../../src/domain/shared/organization.js';
import { Outbox } from '../../src/infrastructure/persistence/notifications/outbox.js';
import { IdGenerator } from '../../src/infrastructure/system/id-generator.js';
import { connectDatabase } from '../support/connected-database.js';
import { FakeClock } from '../support/fakes/clock.js';
import { FakeOutbox } from '../support/fakes/outbox.js';

type Published = Pick<DomainEvent, 'type' | 'subject' | 'fact' | 'data'>;

interface World {
  readonly outbox: IOutbox;
  published(): Promise<readonly Published[]>;
  close(): Promise<void>;
}

const RACERS = 20;

const inMemory = async (): Promise<World> => {
  const outbox = new FakeOutbox();
  return { outbox, published: async () => outbox.events, close: async () => undefined };
};

const onPostgres = async (): Promise<World> => {
  const connected = await connectDatabase([]);
  const { database } = connected;
  return {
    outbox: new Outbox(database, new IdGenerator(), new FakeClock()),
    published: () =>
      database.query<Published>('SELECT type, subject, fact, data FROM outbox_events ORDER BY id'),
    close: () => connected.close(),
  };
};

const event = (changes: Partial<DomainEvent> = {}): DomainEvent => ({
  organizationId: DEFAULT_ORGANIZATION_ID,
  type: 'order.paid',
  subject: 'order-1',
  fact: 'paid',
  data: { order_id: 'order-1', total: 1100, currency: 'jpy' },
  ...changes,
});

describe.each([
  ['in memory', inMemory],
  ['on PostgreSQL', onPostgres],
])('the outbox %s', (_, open) => {
  let world: World;

  beforeEach(async () => {
    world = await open();
  });

  afterEach(() => world.close());

  it('keeps what was published', async () => {
    await world.outbox.publish(event());

    expect(await world.published()).toEqual([
      expect.objectContaining({
        type: 'order.paid',
        data: { order_id: 'order-1', total: 1100, currency: 'jpy' },
      }),
    ]);
  });

  it('announces one fact once, also when twenty find it at the same time', async () => {
    await Promise.all(Array.from({ length: RACERS }, () => world.outbox.publish(event())));

    expect(await world.published()).toHaveLength(1);
  });

  it('tells apart facts, subjects and types', async () => {
    await world.outbox.publish(event());
    await world.outbox.publish(event({ fact: 'again' }));
    await world.outbox.publish(event({ subject: 'order-2' }));
    await world.outbox.publish(event({ type: 'order.fulfillable' }));

    expect(await world.published()).toHaveLength(4);
  });
});

describe('the outbox on PostgreSQL', () => {
  let world: World;

  beforeAll(async () => {
    world = await onPostgres();
  });

  afterAll(() => world.close());

  it('does not fail a transaction for a character that the database refuses', async () => {
    await world.outbox.publish(
      event({
        subject: 'a\0b',
        fact: 'half \ud83d',
        data: { note: 'null \0 half \ud83d', nested: [{ 'k\0': '\udc00' }], whole: '👍' },
      }),
    );

    expect(await world.published()).toEqual([
      {
        type: 'order.paid',
        subject: 'a\ufffdb',
        fact: 'half \ufffd',
        data: { note: 'null \ufffd half \ufffd', nested: [{ 'k\ufffd': '\ufffd' }], whole: '👍' },
      },
    ]);
  });
});
