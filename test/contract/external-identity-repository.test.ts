import { v7 } from 'uuid';
import type {
  ExternalIdentity,
  IExternalIdentityRepository,
} from '../../src/application/identity/ports/external-identity-repository.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../src/domain/shared/organization.js';
import { ExternalIdentityRepository } from '../../src/infrastructure/persistence/identity/external-identity-repository.js';
import { PersonalData } from '../../src/infrastructure/persistence/identity/personal-data.js';
import { insertUser } from '../support/catalog-tables.js';
import { connectDatabase } from '../support/connected-database.js';
import { FakeExternalIdentityRepository } from '../support/fakes/external-identity-repository.js';

interface World {
  readonly identities: IExternalIdentityRepository;
  addUser(id: string): Promise<void>;
  /** Deletes what is known of a user, by a sign-in of that time. */
  erase(userId: string, signedInAt?: Date): Promise<void>;
  close(): Promise<void>;
}

const AT = new Date('2026-11-20T09:00:00.123Z');
const RACERS = 20;

const inMemory = async (): Promise<World> => {
  const identities = new FakeExternalIdentityRepository();
  return {
    identities,
    addUser: async () => undefined,
    erase: async (userId, signedInAt = new Date(0)) =>
      identities.depart(userId, new Date(Math.max(Date.now(), signedInAt.getTime()))),
    close: async () => undefined,
  };
};

const onPostgres = async (): Promise<World> => {
  const connected = await connectDatabase([]);
  const { database } = connected;
  return {
    identities: new ExternalIdentityRepository(database),
    addUser: (id) => insertUser(database, id),
    erase: (userId, signedInAt) =>
      new PersonalData(database).erase({
        ...{ organizationId, userId, email: null },
        signedInAt: signedInAt ?? null,
      }),
    close: () => connected.close(),
  };
};

describe.each([
  ['in memory', inMemory],
  ['on PostgreSQL', onPostgres],
])('identities at another issuer %s', (_, open) => {
  let world: World;
  let userId: string;
  let identity: ExternalIdentity;
  beforeAll(async () => {
    world = await open();
  });
  beforeEach(async () => {
    userId = v7();
    await world.addUser(userId);
    identity = { organizationId, issuer: 'https://issuer.example', subject: v7() };
  });
  afterAll(() => world.close());

  it('are of one user, whoever races', async () => {
    const users = [userId, ...Array.from({ length: RACERS - 1 }, () => v7())];
    for (const id of users.slice(1)) await world.addUser(id);
    const won = await Promise.all(users.map((id) => world.identities.insert(identity, id, AT)));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await world.identities.findUser(identity)).toBe(users[won.indexOf(true)]);
  });

  it('are others where organization, issuer or subject is another', async () => {
    await world.identities.insert(identity, userId, AT);
    const others = [{ organizationId: v7() }, { issuer: 'https://other.example' }, { subject: v7() }];
    for (const other of others) {
      expect(await world.identities.findUser({ ...identity, ...other })).toBeNull();
    }
  });

  it('leave with their account, and are known to have left until that is forgotten', async () => {
    await world.identities.insert(identity, userId, AT);
    expect(await world.identities.departedAt(identity)).toBeNull();
    const before = new Date();
    await world.erase(userId);
    expect(await world.identities.findUser(identity)).toBeNull();
    const departedAt = await world.identities.departedAt(identity);
    expect(departedAt?.getTime()).toBeGreaterThanOrEqual(before.getTime() - 1);
    expect(await world.identities.departedAt({ ...identity, subject: v7() })).toBeNull();

    expect(await world.identities.purgeDepartures(before, 10)).toBe(0);
    expect(await world.identities.purgeDepartures(new Date(Date.now() + 60_000), 10)).toBe(1);
    expect(await world.identities.departedAt(identity)).toBeNull();
  });

  it('may come and leave again, and the last time counts', async () => {
    await world.identities.insert(identity, userId, AT);
    await world.erase(userId);
    const first = await world.identities.departedAt(identity);
    const again = v7();
    await world.addUser(again);
    expect(await world.identities.insert(identity, again, AT)).toBe(true);
    expect(await world.identities.findUser(identity)).toBe(again);
    await world.erase(again);
    const second = await world.identities.departedAt(identity);
    expect(second?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? Infinity);
  });

  it('leave no earlier than they signed in, by a clock that is ahead, and stay away as long as was said once', async () => {
    const ahead = new Date(Date.now() + 60_000);
    await world.identities.insert(identity, userId, AT);
    await world.erase(userId, ahead);
    expect(await world.identities.departedAt(identity)).toEqual(ahead);
    const again = v7();
    await world.addUser(again);
    await world.identities.insert(identity, again, AT);
    await world.erase(again, new Date());
    expect(await world.identities.departedAt(identity)).toEqual(ahead);
  });
});
