import type {
  IStripeCustomerRepository,
  StripeCustomerRecord,
  UntoldAddress,
} from '../../src/application/payments/ports/stripe-customer-repository.js';
import { DEFAULT_ORGANIZATION_ID } from '../../src/domain/shared/organization.js';
import { StripeCustomerRepository } from '../../src/infrastructure/persistence/payments/stripe-customer-repository.js';
import { insertUser } from '../support/catalog-tables.js';
import { connectDatabase } from '../support/connected-database.js';
import { eventually } from '../support/eventually.js';
import { FakeStripeCustomerRepository } from '../support/fakes/stripe-customer-repository.js';

interface World {
  readonly customers: IStripeCustomerRepository;
  addUser(id: string): Promise<void>;
  close(): Promise<void>;
}

const RACERS = 20;
const AT = new Date('2026-11-20T09:00:00.123Z');
const ORGANIZATION = DEFAULT_ORGANIZATION_ID;
const ELSEWHERE = '00000000-0000-7000-8000-000000000002';

let drawn = 0;
const uuid = (): string => `00000000-0000-7000-8000-${(0xc000 + drawn++).toString(16).padStart(12, '0')}`;

const inMemory = async (): Promise<World> => ({
  customers: new FakeStripeCustomerRepository(),
  addUser: async () => undefined,
  close: async () => undefined,
});

const onPostgres = async (): Promise<World> => {
  const connected = await connectDatabase([]);
  const { database } = connected;
  return {
    customers: new StripeCustomerRepository(database),
    addUser: async (id) => insertUser(database, id),
    close: () => connected.close(),
  };
};

describe.each([
  ['in memory', inMemory],
  ['on PostgreSQL', onPostgres],
])("users' customers at Stripe %s", (_, open) => {
  let world: World;
  let record: StripeCustomerRecord;

  beforeAll(async () => {
    world = await open();
  });
  beforeEach(async () => {
    const userId = uuid();
    await world.addUser(userId);
    record = {
      userId,
      organizationId: ORGANIZATION,
      // As `insertUser` has them.
      email: `${userId}@example.com`,
      name: 'Hana',
      idempotencyKey: `${userId}.customer.create`,
      requestedAt: AT,
      stripeCustomerId: null,
      isOfDeleted: false,
    };
  });
  afterAll(async () => world.close());

  it('are intended once, whoever races', async () => {
    const standing = await Promise.all(
      Array.from({ length: RACERS }, (_racer, index) =>
        world.customers.request({ ...record, idempotencyKey: `${record.userId}.${index}` }),
      ),
    );
    expect(new Set(standing.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  });

  it('keep the first id that Stripe gave', async () => {
    await world.customers.request(record);
    await world.customers.complete(ORGANIZATION, record.userId, 'cus_first', AT);
    const standing = await world.customers.complete(ORGANIZATION, record.userId, 'cus_second', AT);
    expect(standing.stripeCustomerId).toBe('cus_first');
    expect(await world.customers.find(ORGANIZATION, record.userId)).toEqual({
      ...record,
      stripeCustomerId: 'cus_first',
    });
  });

  it('change their key for one of those who saw the old one', async () => {
    await world.customers.request(record);
    const renewed = await Promise.all(
      Array.from({ length: RACERS }, (_racer, index) =>
        world.customers.renewKey(record, `${record.userId}.new.${index}`, AT),
      ),
    );
    expect(new Set(renewed.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    expect(renewed[0]?.idempotencyKey).toContain('.new.');
  });

  it('keep their key once the customer is known', async () => {
    await world.customers.request(record);
    await world.customers.complete(ORGANIZATION, record.userId, `cus_${record.userId}`, AT);
    const standing = await world.customers.renewKey(record, 'another', AT);
    expect(standing).toMatchObject({
      idempotencyKey: record.idempotencyKey,
      stripeCustomerId: `cus_${record.userId}`,
    });
  });

  it('are forgotten by those who saw the customer that is gone, and by nobody else', async () => {
    await world.customers.request(record);
    await world.customers.complete(ORGANIZATION, record.userId, `cus_${record.userId}`, AT);
    await world.customers.forget(ORGANIZATION, record.userId, 'cus_another', `${record.userId}.wrong`, AT);
    expect(await world.customers.find(ORGANIZATION, record.userId)).toMatchObject({
      stripeCustomerId: `cus_${record.userId}`,
    });
    await world.customers.forget(
      ORGANIZATION,
      record.userId,
      `cus_${record.userId}`,
      `${record.userId}.again`,
      AT,
    );
    expect(await world.customers.find(ORGANIZATION, record.userId)).toMatchObject({
      stripeCustomerId: null,
      idempotencyKey: `${record.userId}.again`,
    });
  });

  describe('whose address changes', () => {
    const LATER = new Date(AT.getTime() + 60_000);
    const change = (email: string, at = AT): Promise<void> =>
      world.customers.changeEmail(ORGANIZATION, record.userId, email, at);
    /** Those of this user only: others of this suite may be due as well. */
    const claim = async (now = AT): Promise<UntoldAddress | undefined> => {
      const claimed = await world.customers.claimUntold(now, 100, 60_000);
      return claimed.find(({ userId }) => userId === record.userId);
    };
    const completed = (): Promise<StripeCustomerRecord> =>
      world.customers.complete(ORGANIZATION, record.userId, `cus_${record.userId}`, AT);
    beforeEach(async () => {
      await world.customers.request(record);
    });

    it('are told to Stripe once they are known there, by one of many at a time', async () => {
      await change('new@example.com');
      expect(await claim()).toBeUndefined();
      await completed();
      const claims = await Promise.all(Array.from({ length: RACERS }, () => claim()));
      const [untold, ...others] = claims.filter((one) => one !== undefined);
      expect([untold?.email, others]).toEqual(['new@example.com', []]);
      if (untold) await world.customers.told(untold, LATER);
      expect((await world.customers.find(ORGANIZATION, record.userId))?.email).toBe('new@example.com');
      expect(await claim(new Date(LATER.getTime() + 60_000))).toBeUndefined();
    });

    it('are told again where nobody said that it was done', async () => {
      await completed();
      await change('new@example.com');
      expect(await claim()).toBeDefined();
      expect(await claim()).toBeUndefined();
      expect(await claim(LATER)).toMatchObject({ email: 'new@example.com', since: AT });
    });

    it('are told what they have changed to meanwhile, after what is on its way', async () => {
      await completed();
      await change('first@example.com');
      const first = await claim();
      await change('second@example.com');
      expect(await claim()).toBeUndefined();
      if (first) await world.customers.told(first, AT);
      expect(await claim()).toMatchObject({ email: 'second@example.com' });
    });

    it('are told again where another customer has taken the place of the one that was told', async () => {
      const { customers } = world;
      await completed();
      await change('new@example.com');
      const former = await claim();
      await customers.forget(
        ORGANIZATION,
        record.userId,
        `cus_${record.userId}`,
        `${record.userId}.again`,
        AT,
      );
      await customers.complete(ORGANIZATION, record.userId, `cus_${record.userId}_again`, AT);
      if (former) await customers.told(former, AT);
      expect((await customers.find(ORGANIZATION, record.userId))?.email).toBe(record.email);
      const again = { email: 'new@example.com', stripeCustomerId: `cus_${record.userId}_again` };
      expect(await claim(LATER)).toMatchObject(again);
    });

    it('have their turn by how long they are overdue', async () => {
      const LONG_AGO = new Date('2020-01-01T00:00:00.000Z');
      await completed();
      await change('new@example.com', new Date(LONG_AGO.getTime() + 1));
      const other = uuid();
      await world.addUser(other);
      await world.customers.request({ ...record, userId: other, idempotencyKey: `${other}.create` });
      await world.customers.complete(ORGANIZATION, other, `cus_${other}`, AT);
      await world.customers.changeEmail(ORGANIZATION, other, 'other@example.com', LONG_AGO);
      for (const userId of [other, record.userId]) {
        expect(await world.customers.claimUntold(AT, 1, 60_000)).toMatchObject([{ userId }]);
      }
    });
  });

  it('are not seen by another organization', async () => {
    await world.customers.request(record);
    expect(await world.customers.find(ELSEWHERE, record.userId)).toBeNull();
  });
});

describe("a user's customer at Stripe that is asked for while their address changes", () => {
  const WITHIN_MS = 5_000;

  it('waits for the new one: it would be neither with the customer nor to be told', async () => {
    const connected = await connectDatabase([]);
    const { database } = connected;
    const customers = new StripeCustomerRepository(database);
    const userId = uuid();
    await insertUser(database, userId);
    let tell = (): void => undefined;
    const changed = new Promise<void>((resolve) => (tell = resolve));
    const change = database.run(async () => {
      await database.query('UPDATE users SET email = $2 WHERE id = $1', [userId, 'new@example.com']);
      await customers.changeEmail(ORGANIZATION, userId, 'new@example.com', AT);
      tell();
      // Who waits for a row waits for a transaction, which is of no database: its backend tells.
      const isUnderWay = `SELECT EXISTS (
          SELECT FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE NOT granted AND datname = current_database()
        ) OR EXISTS (SELECT FROM stripe_customers WHERE user_id = $1) AS is`;
      await eventually(
        () => database.query<{ is: boolean }>(isUnderWay, [userId]),
        ([row]) => row?.is === true,
        WITHIN_MS,
      );
    });
    await changed;
    const requested = await customers.request({
      ...{ userId, organizationId: ORGANIZATION, email: `${userId}@example.com`, name: 'Hana' },
      ...{ idempotencyKey: userId, requestedAt: AT, stripeCustomerId: null, isOfDeleted: false },
    });
    await change;
    expect(requested.email).toBe('new@example.com');
    await connected.close();
  });
});
