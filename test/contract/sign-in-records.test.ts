import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { v7 } from 'uuid';
import type { ISignInRecords } from '../../src/application/identity/ports/sign-in-records.js';
import type { SignIn, SignInByAddress } from '../../src/domain/identity/sign-in.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../src/domain/shared/organization.js';
import type { Database } from '../../src/infrastructure/persistence/database.js';
import { SignInQueries } from '../../src/infrastructure/persistence/identity/sign-in-queries.js';
import { SignInRecords } from '../../src/infrastructure/persistence/identity/sign-in-records.js';
import { insertUser } from '../support/catalog-tables.js';
import { type ConnectedDatabase, connectDatabase } from '../support/connected-database.js';
import { FakeLogger } from '../support/fakes/logger.js';
import { FakeSignInRecords } from '../support/fakes/sign-in-records.js';

const AT = new Date('2026-11-20T09:00:00.123Z');
const EVERY_ROW = 100;

interface World {
  readonly records: ISignInRecords;
  addUser(id: string): Promise<void>;
  /** What is written down of a user, the newest first; after what waits. */
  of(userId: string): Promise<Omit<SignIn, 'organizationId' | 'userId'>[]>;
}

function signIn(userId: string, overrides: Partial<SignIn> = {}): SignIn {
  const client = { ip: '203.0.113.7', userAgent: 'test' };
  const kind = { method: 'password', outcome: 'wrong_password' } as const;
  return { id: v7(), organizationId, userId, at: AT, ...kind, ...client, ...overrides };
}

const shown = ({ organizationId: _, userId: __, ...rest }: SignIn): unknown => rest;

function signInContract(makeWorld: () => World): void {
  let world: World;
  let userId: string;
  beforeEach(async () => {
    world = makeWorld();
    userId = v7();
    await world.addUser(userId);
  });

  it('are kept at once, or after the answer', async () => {
    const [good, bad] = [signIn(userId, { outcome: 'succeeded', ip: null, userAgent: null }), signIn(userId)];
    await world.records.add(good);
    world.records.addLater(bad);
    expect(await world.of(userId)).toEqual([shown(bad), shown(good)]);
    expect(await world.of(v7())).toEqual([]);
  });

  it('are forgotten from before a time, so many at once', async () => {
    const times = [-2, -1, 0].map((ms) => new Date(AT.getTime() + ms));
    for (const at of times) await world.records.add(signIn(userId, { at }));
    expect([await world.records.purge(AT, 1), await world.records.purge(AT, 10)]).toEqual([1, 1]);
    expect((await world.of(userId)).map(({ at }) => at)).toEqual([AT]);
    await world.records.purge(new Date(AT.getTime() + 1), 10);
  });
}

describe('sign-ins in memory', () => {
  signInContract(() => {
    const records = new FakeSignInRecords();
    const of = async (userId: string): Promise<SignIn[]> =>
      records.rows.filter((row) => row.userId === userId).toReversed();
    return {
      records,
      addUser: async () => undefined,
      of: async (userId) => (await of(userId)).map((row) => shown(row) as SignIn),
    };
  });
});

describe('sign-ins on PostgreSQL', () => {
  let connected: ConnectedDatabase;
  let database: Database;
  let logger: FakeLogger;
  let records: SignInRecords;
  beforeAll(async () => {
    connected = await connectDatabase([]);
    ({ database } = connected);
  });
  beforeEach(() => {
    logger = new FakeLogger();
    records = new SignInRecords(database, logger);
  });
  afterAll(() => connected.close());

  const of: World['of'] = async (userId) => {
    await records.onModuleDestroy();
    const page = { limit: EVERY_ROW, cursor: null };
    return [...(await new SignInQueries(database).list(organizationId, userId, page)).data];
  };
  const newUser = async (): Promise<string> => {
    const id = v7();
    await insertUser(database, id);
    return id;
  };
  const count = async (): Promise<number> => (await database.query('SELECT FROM sign_ins')).length;

  signInContract(() => ({ records, addUser: (id) => insertUser(database, id), of }));

  it('are dropped about accounts that are deleted or unknown, and for addresses that nobody has', async () => {
    const [userId, deleted] = [await newUser(), await newUser()];
    await database.query('UPDATE users SET deleted_at = now() WHERE id = $1', [deleted]);
    const { userId: _, ...refused } = signIn(userId, { outcome: 'too_many_tries' });
    const byAddress = (email: string): SignInByAddress => ({ ...refused, id: v7(), email });
    for (const gone of [deleted, v7()]) records.addLater(signIn(gone));
    for (const email of [`${userId}@example.com`, `${deleted}@example.com`, 'nobody@example.com']) {
      records.addLater(byAddress(email));
    }
    records.addLater({ ...byAddress(`${userId}@example.com`), organizationId: v7() });
    expect((await of(userId)).map(({ outcome }) => outcome)).toEqual(['too_many_tries']);
    expect([await of(deleted), logger.lines]).toEqual([[], []]);
  });

  it('are all written down when there are more than a statement takes, and beyond a bound are counted only', async () => {
    const [userId, before] = [await newUser(), await count()];
    for (let index = 0; index < 10_002; index += 1) records.addLater(signIn(userId));
    await records.onModuleDestroy();
    expect(await count()).toBe(before + 10_000);
    expect(logger.lines).toMatchObject([{ level: 'error', facts: { dropped: 2 } }]);
  });

  it('are lost while the database is away, which is said and harms nobody; the next ones are kept', async () => {
    const userId = await newUser();
    const query = jest.spyOn(database, 'query').mockRejectedValueOnce(new Error('connection terminated'));
    records.addLater(signIn(userId));
    await records.onModuleDestroy();
    query.mockRestore();
    expect(logger.lines).toMatchObject([{ level: 'error', facts: { count: 1 } }]);
    records.addLater(signIn(userId));
    expect(await of(userId)).toHaveLength(1);
  });
});
