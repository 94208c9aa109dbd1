import { v7 } from 'uuid';
import type {
  IPasswordResetRequests,
  PasswordResetRequest,
} from '../../src/application/identity/ports/password-reset-requests.js';
import type { IUnitOfWork } from '../../src/application/ports/unit-of-work.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../src/domain/shared/organization.js';
import { PasswordResetRequests } from '../../src/infrastructure/persistence/identity/password-reset-requests.js';
import { connectDatabase } from '../support/connected-database.js';
import { FakePasswordResetRequests } from '../support/fakes/password-reset-requests.js';
import { FakeUnitOfWork } from '../support/fakes/unit-of-work.js';

interface World {
  readonly requests: IPasswordResetRequests;
  readonly unitOfWork: IUnitOfWork;
  close(): Promise<void>;
}

const AT = new Date('2026-11-20T09:00:00.123Z');
const RACERS = 20;
const ADDRESSES = 5;

const inMemory = async (): Promise<World> => ({
  requests: new FakePasswordResetRequests(),
  unitOfWork: new FakeUnitOfWork(),
  close: async () => undefined,
});

const onPostgres = async (): Promise<World> => {
  const connected = await connectDatabase([]);
  const { database } = connected;
  return {
    requests: new PasswordResetRequests(database),
    unitOfWork: database,
    close: () => connected.close(),
  };
};

describe.each([
  ['in memory', inMemory],
  ['on PostgreSQL', onPostgres],
])('requests to reset a password %s', (_, open) => {
  let world: World;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.close());

  const request = (email: string): PasswordResetRequest => ({
    id: v7(),
    organizationId,
    email,
    requestedAt: AT,
  });
  const take = (): Promise<PasswordResetRequest | null> =>
    world.unitOfWork.run(() => world.requests.takeOldest());

  it('are taken in the order in which they came, as they came', async () => {
    const [first, second] = [request('first@example.com'), request('second@example.com')];
    await world.requests.add(first);
    await world.requests.add(second);
    expect([await take(), await take(), await take()]).toEqual([first, second, null]);
  });

  it('stand once for an address, and each is handed to one of many that ask', async () => {
    await Promise.all(
      Array.from({ length: RACERS }, (_racer, index) =>
        world.requests.add(request(`${index % ADDRESSES}@example.com`)),
      ),
    );
    const taken = await Promise.all(Array.from({ length: RACERS }, () => take()));
    for (let rest = await take(); rest; rest = await take()) taken.push(rest);
    const emails = taken.flatMap((one) => (one ? [one.email] : []));
    expect(emails.toSorted()).toEqual(
      Array.from({ length: ADDRESSES }, (_address, index) => `${index}@example.com`),
    );
  });

  it('may come anew once they are taken', async () => {
    await world.requests.add(request('again@example.com'));
    await take();
    const again = request('again@example.com');
    await world.requests.add(again);
    expect(await take()).toEqual(again);
  });
});
