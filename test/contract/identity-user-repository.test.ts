import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IUserRepository } from '../../src/application/identity/ports/user-repository.js';
import type { IUnitOfWork } from '../../src/application/ports/unit-of-work.js';
import { EmailTakenError } from '../../src/domain/identity/identity-errors.js';
import { User, type NewUser } from '../../src/domain/identity/user.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../src/domain/shared/organization.js';
import { UserRepository } from '../../src/infrastructure/persistence/identity/user-repository.js';
import { userTable } from '../../src/infrastructure/persistence/identity/user.table.js';
import { StaleWriteError } from '../../src/infrastructure/persistence/write-conflict.js';
import { IdGenerator } from '../../src/infrastructure/system/id-generator.js';
import { connectDatabase, type ConnectedDatabase } from '../support/connected-database.js';
import { FakeUnitOfWork } from '../support/fakes/unit-of-work.js';
import { FakeUserRepository } from '../support/fakes/user-repository.js';

const NOW = new Date('2026-11-20T09:00:00.123Z');
const ids = new IdGenerator();

interface World {
  readonly users: IUserRepository;
  readonly unitOfWork: IUnitOfWork;
}

function hanako(overrides: Partial<NewUser> = {}): User {
  const email = `hanako.${ids.uuid()}@example.com`;
  const profile = {
    name: 'Hanako 花子',
    phone: '+81 90 1234 5678',
    birthdate: '1990-12-31',
    locale: 'ja',
  } as const;
  const account = { id: ids.uuid(), organizationId, email, passwordHash: 'hash', role: 'customer' } as const;
  return User.register({ ...account, ...profile, ...overrides }, NOW);
}

function userRepositoryContract(makeWorld: () => World): void {
  let world: World;
  beforeEach(() => {
    world = makeWorld();
  });

  const reread = async (user: User): Promise<User | null> => world.users.findById(organizationId, user.id);

  it('gives back what was inserted, to the millisecond and the calendar day', async () => {
    const email = `${ids.uuid()}@example.com`;
    const user = hanako({ email });
    await world.users.insert(user);
    expect((await reread(user))?.snapshot()).toEqual(user.snapshot());
    expect((await world.users.findByEmail(organizationId, email))?.id).toBe(user.id);
  });

  it('keeps nothing for what is not told', async () => {
    const user = hanako({ phone: null, birthdate: null });
    await world.users.insert(user);
    expect((await reread(user))?.snapshot()).toMatchObject({
      phone: null,
      birthdate: null,
      emailVerifiedAt: null,
    });
  });

  it('finds no one of another organization, nor by an unknown id or address', async () => {
    const email = `${ids.uuid()}@example.com`;
    const user = hanako({ email });
    await world.users.insert(user);
    const elsewhere = ids.uuid();
    await expect(world.users.findById(elsewhere, user.id)).resolves.toBeNull();
    await expect(world.users.findByEmail(elsewhere, email)).resolves.toBeNull();
    await expect(world.users.findById(organizationId, ids.uuid())).resolves.toBeNull();
    await expect(world.users.findByEmail(organizationId, 'nobody@example.com')).resolves.toBeNull();
  });

  it('lets one of twenty parallel inserts of one address through and tells the others', async () => {
    const email = `${ids.uuid()}@example.com`;
    const inserts = Array.from({ length: 20 }, () => world.users.insert(hanako({ email })));
    const outcomes = await Promise.allSettled(inserts);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(19);
    expect(refused.every(({ reason }) => reason instanceof EmailTakenError)).toBe(true);
  });

  it('lets one of twenty who change their address to the same one have it, and tells the others', async () => {
    const email = `${ids.uuid()}@example.com`;
    const people = Array.from({ length: 20 }, () => hanako());
    for (const person of people) await world.users.insert(person);
    const outcomes = await Promise.allSettled(
      people.map((person) => {
        person.changeEmail(email, NOW);
        return world.users.update(person);
      }),
    );
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(19);
    expect(refused.every(({ reason }) => reason instanceof EmailTakenError)).toBe(true);
    expect((await world.users.findByEmail(organizationId, email))?.snapshot().emailVerifiedAt).toEqual(NOW);
  });

  it('keeps people apart who sign in elsewhere and have no address', async () => {
    const strangers = [1, 2].map(() =>
      User.admit({ id: ids.uuid(), organizationId, email: null, name: 'Stranger' }, NOW),
    );
    for (const stranger of strangers) await world.users.insert(stranger);
    for (const stranger of strangers)
      expect((await reread(stranger))?.snapshot()).toEqual(stranger.snapshot());
  });

  it('refuses the update of someone who was changed since they were read', async () => {
    const user = hanako();
    await world.users.insert(user);
    const [mine, theirs] = [await reread(user), await reread(user)];
    theirs?.changeProfile({ name: 'Theirs' }, NOW);
    mine?.changeProfile({ name: 'Mine' }, NOW);
    if (theirs) await world.users.update(theirs);
    await expect(mine && world.users.update(mine)).rejects.toThrow(StaleWriteError);
    expect((await reread(user))?.snapshot()).toMatchObject({ name: 'Theirs', version: 2 });
  });

  it('makes twenty changes in a row of twenty that lock the row first', async () => {
    const user = hanako({ name: 'n' });
    await world.users.insert(user);
    const change = (): Promise<void> =>
      world.unitOfWork.run(async () => {
        const locked = await world.users.findByIdForUpdate(organizationId, user.id);
        locked?.changeProfile({ name: `${locked.snapshot().name}n` }, NOW);
        if (locked) await world.users.update(locked);
      });
    await Promise.all(Array.from({ length: 20 }, change));
    expect((await reread(user))?.snapshot()).toMatchObject({ name: 'n'.repeat(21), version: 21 });
  });
}

describe('the fake user repository', () => {
  userRepositoryContract(() => ({ users: new FakeUserRepository(), unitOfWork: new FakeUnitOfWork() }));
});

describe('the user repository on PostgreSQL', () => {
  let connected: ConnectedDatabase;
  beforeAll(async () => {
    connected = await connectDatabase([userTable]);
  });
  afterAll(() => connected.close());
  userRepositoryContract(() => ({
    users: new UserRepository(connected.database),
    unitOfWork: connected.database,
  }));

  it('passes on what is not about the address', async () => {
    const homeless = hanako({ organizationId: ids.uuid() });
    await expect(new UserRepository(connected.database).insert(homeless)).rejects.toThrow(/foreign key/);
  });
});
