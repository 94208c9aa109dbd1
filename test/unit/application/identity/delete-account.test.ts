import {
  DeleteAccount,
  type DeleteAccountCommand,
} from '../../../../src/application/identity/delete-account.js';
import type { Person } from '../../../../src/application/identity/ports/personal-data.js';
import type { SignedIn } from '../../../../src/application/identity/signed-in.js';
import { DomainError } from '../../../../src/domain/shared/domain-error.js';
import { User } from '../../../../src/domain/identity/user.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../../../src/domain/shared/organization.js';
import { FakeAccountErasures } from '../../../support/fakes/account-erasures.js';
import { IdentityWorld, PASSWORD } from '../../../support/identity-world.js';

const EMAIL = 'hanako@example.com';
const MINUTE_MS = 60_000;
const CLIENT = { ip: '203.0.113.8', userAgent: 'a browser' };

describe('deleting an account', () => {
  let world: IdentityWorld;
  let own: SignedIn;
  let erasures: FakeAccountErasures;
  let erased: Person[];
  let settled: string[];
  /** What closing the books does. */
  let closeBooks: () => Promise<void>;

  beforeEach(async () => {
    world = new IdentityWorld();
    own = await world.hanako();
    world.notifications.added.length = 0;
    erasures = new FakeAccountErasures();
    [erased, settled] = [[], []];
    closeBooks = async () => undefined;
  });

  const remove = (changes: Partial<DeleteAccountCommand> = {}): Promise<void> =>
    new DeleteAccount(
      world.users,
      world.sessions,
      world.confirmPassword,
      { execute: () => closeBooks() },
      {
        erase: async (person) => void erased.push(person),
        forgetAddress: async () => undefined,
        erasePayloads: async () => null,
      },
      erasures,
      { executeFor: async (_, userId) => void settled.push(userId) },
      world.mails,
      world.auditLog,
      world.unitOfWork,
      world.clock,
    ).execute({
      organizationId,
      userId: own.user.id,
      entry: { sessionId: own.sessionId },
      password: PASSWORD,
      ...CLIENT,
      ...changes,
    });
  const rowOf = (userId = own.user.id): unknown => world.users.rows.get(userId);
  const expectKept = (): void => {
    expect(rowOf()).toMatchObject({ email: EMAIL, deletedAt: null });
    expect([erased, erasures.rows.size, settled, world.notifications.added]).toEqual([[], 0, [], []]);
  };

  it('empties the row, erases all else, tells the owner and writes it down, and has Stripe told afterwards', async () => {
    await remove();
    expect(rowOf()).toMatchObject({ name: '', passwordHash: '', deletedAt: world.clock.now() });
    expect(JSON.stringify(rowOf())).not.toMatch(/hanako/i);
    expect(erased).toEqual([{ organizationId, userId: own.user.id, email: EMAIL, signedInAt: null }]);
    expect(world.notifications.added).toMatchObject([{ recipient: EMAIL, forgetWhenSent: true }]);
    expect(world.auditLog.entries).toMatchObject([{ action: 'account.deleted', subject: own.user.id }]);
    expect([[...erasures.rows.keys()], settled]).toEqual([[own.user.id], [own.user.id]]);
  });

  it('needs the password, as it is at that moment', async () => {
    for (const password of ['a wrong password', null]) {
      await expect(remove({ password })).rejects.toMatchObject({ code: 'password_wrong' });
    }
    const wrong = { userId: own.user.id, method: 'password', outcome: 'wrong_password', ...CLIENT };
    expect(world.signIns.rows.slice(-2)).toMatchObject([wrong, wrong]);
    closeBooks = () => Promise.reject(new Error('Nothing is closed for somebody else.'));
    const verify = world.hasher.verify.bind(world.hasher);
    world.hasher.verify = async (password, hash) => {
      const row = world.users.rows.get(own.user.id);
      if (row) world.users.rows.set(row.id, { ...row, passwordHash: 'v1:changed meanwhile' });
      return verify(password, hash);
    };
    await expect(remove()).rejects.toMatchObject({ code: 'password_wrong' });
    expectKept();
  });

  it('needs a session that has not ended', async () => {
    await world.logOut.execute({ organizationId, sessionId: own.sessionId });
    await expect(remove()).rejects.toMatchObject({ code: 'session_ended' });
    expectKept();
  });

  it('is refused while orders are not settled, and to the only operator', async () => {
    closeBooks = () => Promise.reject(new DomainError('account_in_use', 'conflict', 'An order is open.'));
    await expect(remove()).rejects.toMatchObject({ code: 'account_in_use' });
    const row = world.users.rows.get(own.user.id);
    if (row) world.users.rows.set(row.id, { ...row, role: 'operator' });
    await expect(remove()).rejects.toMatchObject({ code: 'last_operator' });
    expectKept();
  });

  describe('of someone who signs in elsewhere', () => {
    const userId = 'external-1';
    beforeEach(() => world.users.insert(admitted()));

    const admitted = (): User =>
      User.admit({ id: userId, organizationId, email: null, name: 'Jiro' }, world.clock.now());
    const leave = (ageMs: number): Promise<void> => {
      const signedInAt = new Date(world.clock.now().getTime() - ageMs);
      return remove({ userId, entry: { signedInAt }, password: null });
    };

    it('takes a sign-in of the last five minutes, and nothing else', async () => {
      const refused = { code: 'fresh_sign_in_required', kind: 'forbidden' };
      await expect(leave(5 * MINUTE_MS + 1)).rejects.toMatchObject(refused);
      const never = remove({ userId, entry: { signedInAt: null }, password: PASSWORD });
      await expect(never).rejects.toMatchObject(refused);
      expect(rowOf(userId)).toMatchObject({ name: 'Jiro', deletedAt: null });
      await leave(5 * MINUTE_MS);
      expect(rowOf(userId)).toMatchObject({ name: '', deletedAt: world.clock.now() });
      expect(world.hasher.verified).toEqual([]);
      const signedInAt = new Date(world.clock.now().getTime() - 5 * MINUTE_MS);
      expect(erased).toEqual([{ organizationId, userId, email: null, signedInAt }]);
    });
  });
});
