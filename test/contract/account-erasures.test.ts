import { v7 } from 'uuid';
import type { Erasure, IAccountErasures } from '../../src/application/identity/ports/account-erasures.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../src/domain/shared/organization.js';
import type { Database } from '../../src/infrastructure/persistence/database.js';
import { AccountErasures } from '../../src/infrastructure/persistence/identity/account-erasures.js';
import { StripeCustomerRepository } from '../../src/infrastructure/persistence/payments/stripe-customer-repository.js';
import { insertUser } from '../support/catalog-tables.js';
import { connectDatabase } from '../support/connected-database.js';
import { FakeAccountErasures } from '../support/fakes/account-erasures.js';

interface World {
  readonly erasures: IAccountErasures;
  readonly database: Database | null;
  close(): Promise<void>;
}

const AT = new Date('2026-11-20T09:00:00.123Z');
const PAUSE_MS = 60_000;
const LATER = new Date(AT.getTime() + PAUSE_MS);
const ALL = 1_000;
const RACERS = 20;
const ELSEWHERE = '00000000-0000-7000-8000-000000000002';

const inMemory = async (): Promise<World> => ({
  erasures: new FakeAccountErasures(),
  database: null,
  close: async () => undefined,
});

const onPostgres = async (): Promise<World> => {
  const connected = await connectDatabase([]);
  const { database } = connected;
  return { erasures: new AccountErasures(database), database, close: () => connected.close() };
};

describe.each([
  ['in memory', inMemory],
  ['on PostgreSQL', onPostgres],
])('accounts that are being erased %s', (_, open) => {
  let world: World;
  let userId: string;
  beforeAll(async () => {
    world = await open();
  });
  beforeEach(async () => {
    userId = v7();
    if (world.database) await insertUser(world.database, userId);
    await world.erasures.request(organizationId, userId, AT);
  });
  afterEach(async () => {
    for (const erasure of await world.erasures.claim(new Date('2030-01-01'), ALL, 0)) {
      await world.erasures.done(erasure, LATER);
    }
  });
  afterAll(() => world.close());

  const claim = (now = AT, limit = ALL): Promise<Erasure[]> => world.erasures.claim(now, limit, PAUSE_MS);
  const claimOwn = (now = AT, whose = userId): Promise<Erasure | null> =>
    world.erasures.claimOne(organizationId, whose, now, PAUSE_MS);

  it('are due at once, to one of many that ask, and again after the pause', async () => {
    const claims = (await Promise.all(Array.from({ length: RACERS }, () => claim()))).flat();
    expect(claims).toEqual([{ organizationId, userId, requestedAt: AT, customerDeletedAt: null }]);
    expect(await claim(new Date(LATER.getTime() - 1))).toEqual([]);
    expect(await claim(LATER)).toHaveLength(1);
  });

  it('are not due before their time, and the most overdue come first', async () => {
    const early = v7();
    if (world.database) await insertUser(world.database, early);
    await world.erasures.request(organizationId, early, new Date(AT.getTime() - 1));
    const before = new Date(AT.getTime() - 1);
    expect((await claim(before)).map((one) => one.userId)).toEqual([early]);
    expect((await claim(LATER, 1)).map((one) => one.userId)).toEqual([userId]);
  });

  it('are taken one by one by who has just asked, unless somebody has them', async () => {
    expect(await claimOwn(AT, v7())).toBeNull();
    expect(await world.erasures.claimOne(ELSEWHERE, userId, AT, PAUSE_MS)).toBeNull();
    const claims = await Promise.all(Array.from({ length: RACERS }, () => claimOwn()));
    expect(claims.filter((one) => one !== null)).toHaveLength(1);
    expect(await claim()).toEqual([]);
  });

  it('remember that Stripe has deleted the customer, and end when all is done', async () => {
    const [erasure] = await claim();
    if (!erasure) throw new Error('Nothing was due.');
    await world.erasures.customerDeleted(erasure, AT);
    const [again] = await claim(LATER);
    expect(again).toEqual({ ...erasure, customerDeletedAt: AT });
    await world.erasures.done(erasure, LATER);
    expect([await claim(new Date('2030-01-01')), await claimOwn(new Date('2030-01-01'))]).toEqual([[], null]);
  });
});

describe('accounts that are being erased, in the tables', () => {
  it('leave nothing of the person with the customer once Stripe has deleted it', async () => {
    const connected = await connectDatabase([]);
    const { database } = connected;
    const userId = v7();
    const erasures = new AccountErasures(database);
    const customers = new StripeCustomerRepository(database);
    await insertUser(database, userId);
    await customers.request({
      ...{ organizationId, userId, email: null, name: '', stripeCustomerId: null, isOfDeleted: false },
      idempotencyKey: userId,
      requestedAt: AT,
    });
    expect(await customers.find(organizationId, userId)).toMatchObject({ name: 'Hana' });
    await erasures.request(organizationId, userId, AT);
    const erasure = await erasures.claimOne(organizationId, userId, AT, PAUSE_MS);
    if (!erasure) throw new Error('Nothing was due.');
    await erasures.customerDeleted(erasure, AT);
    expect(await customers.find(organizationId, userId)).toMatchObject({ email: '', name: '' });
    await connected.close();
  });
});
