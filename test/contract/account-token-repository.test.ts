import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IAccountTokenRepository } from '../../src/application/identity/ports/account-token-repository.js';
import type { AccountToken } from '../../src/domain/identity/account-token.js';
import { User } from '../../src/domain/identity/user.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../src/domain/shared/organization.js';
import { AccountTokenRepository } from '../../src/infrastructure/persistence/identity/account-token-repository.js';
import { UserRepository } from '../../src/infrastructure/persistence/identity/user-repository.js';
import { userTable } from '../../src/infrastructure/persistence/identity/user.table.js';
import { IdGenerator } from '../../src/infrastructure/system/id-generator.js';
import { connectDatabase, type ConnectedDatabase } from '../support/connected-database.js';
import { FakeAccountTokenRepository } from '../support/fakes/account-token-repository.js';

const NOW = new Date('2026-11-20T09:00:00.123Z');
const END = new Date(NOW.getTime() + 3_600_000);
const BEFORE = new Date(NOW.getTime() - 1);
const ids = new IdGenerator();
const userId = ids.uuid();

function token(overrides: Partial<AccountToken> = {}): AccountToken {
  const times = { createdAt: NOW, expiresAt: END };
  const purpose = 'password_reset';
  return {
    id: ids.uuid(),
    organizationId,
    userId,
    purpose,
    email: null,
    tokenHash: randomBytes(32),
    ...times,
    ...overrides,
  };
}

function accountTokenContract(makeRepository: () => IAccountTokenRepository): void {
  let tokens: IAccountTokenRepository;
  let held: AccountToken;
  beforeEach(async () => {
    tokens = makeRepository();
    await tokens.purgeExpired(new Date(END.getTime() + 1), 1_000);
    held = token();
    await tokens.replace(held);
  });

  const holderOf = ({ tokenHash }: AccountToken, now = NOW): Promise<string | null> =>
    tokens.findHolder(organizationId, 'password_reset', tokenHash, now);
  const spend = ({ tokenHash }: AccountToken, now = NOW): Promise<boolean> =>
    tokens.spend(organizationId, 'password_reset', tokenHash, now);

  it('finds the holder by organization, purpose and hash, until the token expires', async () => {
    await expect(holderOf(held)).resolves.toBe(userId);
    await expect(holderOf(token())).resolves.toBeNull();
    await expect(holderOf(held, END)).resolves.toBeNull();
    const others = [
      tokens.findHolder(ids.uuid(), 'password_reset', held.tokenHash, NOW),
      tokens.findHolder(organizationId, 'email_verification', held.tokenHash, NOW),
    ];
    expect(await Promise.all(others)).toEqual([null, null]);
  });

  it('keeps the newest of a purpose only, and each purpose for itself', async () => {
    const verification = token({ purpose: 'email_verification' });
    await tokens.replace(verification);
    const newest = token();
    await tokens.replace(newest);
    await expect(holderOf(held)).resolves.toBeNull();
    await expect(holderOf(newest)).resolves.toBe(userId);
    const verifying = tokens.findHolder(organizationId, 'email_verification', verification.tokenHash, NOW);
    await expect(verifying).resolves.toBe(userId);
  });

  it('counts what was given since then, spent or not', async () => {
    await tokens.replace(token());
    const count = (since: Date): Promise<number> =>
      tokens.countSince(organizationId, userId, 'password_reset', since);
    expect([await count(BEFORE), await count(NOW)]).toEqual([2, 0]);
  });

  it('spends no expired token, and all of a user at once', async () => {
    await expect(spend(held, END)).resolves.toBe(false);
    await tokens.spendAll(organizationId, ids.uuid(), ['password_reset'], NOW);
    await expect(holderOf(held)).resolves.toBe(userId);
    await tokens.spendAll(organizationId, userId, ['password_reset', 'email_change'], NOW);
    await expect(spend(held)).resolves.toBe(false);
  });

  it('shows a user the one that they hold, with the address that it is about', async () => {
    const change = token({ purpose: 'email_change', email: 'new@example.com' });
    await tokens.replace(change);
    const find = (who: string, now = NOW): Promise<AccountToken | null> =>
      tokens.findHeld(organizationId, who, 'email_change', now);
    await expect(find(userId)).resolves.toEqual(change);
    expect([await find(ids.uuid()), await find(userId, END)]).toEqual([null, null]);
    await tokens.spendAll(organizationId, userId, ['email_change', 'email_verification'], NOW);
    await expect(find(userId)).resolves.toBeNull();
    await expect(holderOf(held)).resolves.toBe(userId);
  });

  it('lets one of twenty spend a token', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => spend(held)));
    expect(outcomes.filter((won) => won)).toHaveLength(1);
  });

  it('forgets what has expired, so many at a time', async () => {
    await tokens.replace(token());
    expect(await tokens.purgeExpired(NOW, 10)).toBe(0);
    expect([await tokens.purgeExpired(END, 1), await tokens.purgeExpired(END, 10)]).toEqual([1, 1]);
  });
}

describe('the fake repository of account tokens', () => {
  accountTokenContract(() => new FakeAccountTokenRepository());
});

describe('on PostgreSQL', () => {
  let connected: ConnectedDatabase;
  beforeAll(async () => {
    connected = await connectDatabase([userTable]);
    const account = { id: userId, organizationId, email: 'hanako@example.com', passwordHash: 'hash' };
    const profile = { role: 'customer', name: 'Hanako', phone: null, birthdate: null, locale: null } as const;
    await new UserRepository(connected.database).insert(User.register({ ...account, ...profile }, NOW));
  });
  afterAll(() => connected.close());

  describe('the repository of account tokens', () => {
    accountTokenContract(() => new AccountTokenRepository(connected.database));
  });
});
