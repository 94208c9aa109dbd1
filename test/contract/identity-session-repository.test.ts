import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type {
  ISessionRepository,
  StoredRefreshToken,
} from '../../src/application/identity/ports/session-repository.js';
import type { IUnitOfWork } from '../../src/application/ports/unit-of-work.js';
import { Session, SESSION_LIFETIME_MS } from '../../src/domain/identity/session.js';
import { User } from '../../src/domain/identity/user.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../src/domain/shared/organization.js';
import { refreshTokenTable } from '../../src/infrastructure/persistence/identity/refresh-token.table.js';
import { SessionRepository } from '../../src/infrastructure/persistence/identity/session-repository.js';
import { sessionTable } from '../../src/infrastructure/persistence/identity/session.table.js';
import { UserQueries } from '../../src/infrastructure/persistence/identity/user-queries.js';
import { UserRepository } from '../../src/infrastructure/persistence/identity/user-repository.js';
import { userTable } from '../../src/infrastructure/persistence/identity/user.table.js';
import { IdGenerator } from '../../src/infrastructure/system/id-generator.js';
import { connectDatabase, type ConnectedDatabase } from '../support/connected-database.js';
import { FakeSessionRepository } from '../support/fakes/session-repository.js';
import { FakeUnitOfWork } from '../support/fakes/unit-of-work.js';

const NOW = new Date('2026-11-20T09:00:00.123Z');
const END = new Date(NOW.getTime() + SESSION_LIFETIME_MS);
const ids = new IdGenerator();
const userId = ids.uuid();

interface World {
  readonly sessions: ISessionRepository;
  readonly unitOfWork: IUnitOfWork;
}

function open(): Session {
  return Session.open({ id: ids.uuid(), organizationId, userId, ip: '2001:db8::7', userAgent: 'test' }, NOW);
}

function tokenOf(session: Session, overrides: Partial<StoredRefreshToken> = {}): StoredRefreshToken {
  const sessionId = session.snapshot().id;
  const times = { createdAt: NOW, expiresAt: END, usedAt: null };
  return { id: ids.uuid(), organizationId, sessionId, tokenHash: randomBytes(32), ...times, ...overrides };
}

function sessionRepositoryContract(makeWorld: () => World): void {
  let sessions: ISessionRepository;
  let unitOfWork: IUnitOfWork;
  let session: Session;
  beforeEach(async () => {
    ({ sessions, unitOfWork } = makeWorld());
    session = open();
    await sessions.insert(session);
  });

  const reread = (id: string): Promise<Session | null> =>
    unitOfWork.run(() => sessions.findForUpdate(organizationId, id));
  const usedAt = async ({ sessionId, tokenHash }: StoredRefreshToken): Promise<Date | null | undefined> =>
    (await sessions.findToken(organizationId, sessionId, tokenHash))?.usedAt;

  it('gives back what was inserted and what was updated', async () => {
    const { id } = session.snapshot();
    expect((await reread(id))?.snapshot()).toEqual(session.snapshot());
    session.revoke('signed_out', NOW);
    await sessions.update(session);
    expect((await reread(id))?.snapshot()).toEqual(session.snapshot());
  });

  it('finds a token by the session and the hash together', async () => {
    const token = tokenOf(session);
    await sessions.addToken(token);
    const other = open();
    await sessions.insert(other);
    await expect(sessions.findToken(organizationId, token.sessionId, token.tokenHash)).resolves.toEqual(
      token,
    );
    await expect(
      sessions.findToken(organizationId, other.snapshot().id, token.tokenHash),
    ).resolves.toBeNull();
    await expect(sessions.findToken(ids.uuid(), token.sessionId, token.tokenHash)).resolves.toBeNull();
  });

  it('supersedes the unused tokens of one session and forgets the expired ones', async () => {
    const earlier = new Date(NOW.getTime() - 60_000);
    const [unused, sibling, used, expired] = [
      tokenOf(session),
      tokenOf(session),
      tokenOf(session, { usedAt: earlier }),
      tokenOf(session, { usedAt: earlier, expiresAt: NOW }),
    ];
    const other = open();
    await sessions.insert(other);
    const foreign = tokenOf(other);
    for (const token of [unused, sibling, used, expired, foreign]) await sessions.addToken(token);

    await sessions.supersedeTokens(organizationId, session.snapshot().id, NOW);
    expect(await Promise.all([unused, sibling, used, expired, foreign].map(usedAt))).toEqual([
      NOW,
      NOW,
      earlier,
      undefined,
      null,
    ]);
  });

  it("ends a user's sessions, and nobody else's", async () => {
    await sessions.revokeAll(organizationId, ids.uuid(), 'promoted', NOW);
    expect((await reread(session.snapshot().id))?.snapshot().revokedAt).toBeNull();
    await sessions.revokeAll(organizationId, userId, 'promoted', NOW);
    expect((await reread(session.snapshot().id))?.snapshot()).toMatchObject({
      revokedAt: NOW,
      revokedReason: 'promoted',
    });
  });

  it("ends a user's other sessions, and nobody else's", async () => {
    const kept = open();
    await sessions.insert(kept);
    const keptId = kept.snapshot().id;
    await sessions.revokeOthers(organizationId, ids.uuid(), keptId, 'ended_by_owner', NOW);
    expect((await reread(session.snapshot().id))?.snapshot().revokedAt).toBeNull();
    await sessions.revokeOthers(organizationId, userId, keptId, 'ended_by_owner', NOW);
    expect((await reread(session.snapshot().id))?.snapshot().revokedReason).toBe('ended_by_owner');
    expect((await reread(keptId))?.snapshot().revokedAt).toBeNull();
  });

  it('forgets the ended sessions of everyone, so many at a time', async () => {
    while ((await sessions.purgeEnded(END, 100)) > 0);
    const ended = [open(), open()];
    for (const one of ended) await sessions.insert(one);
    const token = tokenOf(ended[0] ?? session);
    await sessions.addToken(token);
    expect(await sessions.purgeEnded(new Date(END.getTime() - 1), 10)).toBe(0);
    expect([await sessions.purgeEnded(END, 1), await sessions.purgeEnded(END, 10)]).toEqual([1, 1]);
    expect(await usedAt(token)).toBeUndefined();
  });

  it("forgets a user's ended sessions and their tokens", async () => {
    const token = tokenOf(session);
    await sessions.addToken(token);
    await sessions.removeEnded(organizationId, userId, new Date(END.getTime() - 1));
    expect(await usedAt(token)).toBeNull();
    await sessions.removeEnded(organizationId, userId, END);
    expect(await usedAt(token)).toBeUndefined();
    await expect(reread(session.snapshot().id)).resolves.toBeNull();
  });

  it('lets one of twenty parallel transactions find the current token unused', async () => {
    const token = tokenOf(session);
    await sessions.addToken(token);
    const attempt = (): Promise<boolean> =>
      unitOfWork.run(async () => {
        await sessions.findForUpdate(organizationId, token.sessionId);
        const first = (await usedAt(token)) === null;
        if (first) await sessions.supersedeTokens(organizationId, token.sessionId, NOW);
        return first;
      });
    const outcomes = await Promise.all(Array.from({ length: 20 }, attempt));
    expect(outcomes.filter((first) => first)).toHaveLength(1);
  });
}

describe('the fake session repository', () => {
  sessionRepositoryContract(() => ({
    sessions: new FakeSessionRepository(),
    unitOfWork: new FakeUnitOfWork(),
  }));
});

describe('the session repository on PostgreSQL', () => {
  let connected: ConnectedDatabase;
  beforeAll(async () => {
    connected = await connectDatabase([userTable, sessionTable, refreshTokenTable]);
    const account = { id: userId, organizationId, email: 'hanako@example.com', passwordHash: 'hash' };
    const profile = {
      role: 'customer',
      name: 'Hanako',
      phone: null,
      birthdate: '1990-12-31',
      locale: null,
    } as const;
    await new UserRepository(connected.database).insert(User.register({ ...account, ...profile }, NOW));
  });
  afterAll(() => connected.close());
  sessionRepositoryContract(() => ({
    sessions: new SessionRepository(connected.database),
    unitOfWork: connected.database,
  }));

  it('shows a live session with its user, and neither an ended nor a revoked one', async () => {
    const sessions = new SessionRepository(connected.database);
    const queries = new UserQueries(connected.database);
    const session = open();
    await sessions.insert(session);
    const { id } = session.snapshot();
    await expect(queries.liveSession(organizationId, id, NOW)).resolves.toEqual({
      user: {
        id: userId,
        email: 'hanako@example.com',
        name: 'Hanako',
        phone: null,
        locale: null,
        birthdate: '1990-12-31',
        role: 'customer',
        emailVerified: false,
        createdAt: NOW,
      },
      expiresAt: END,
    });
    await expect(queries.liveSession(organizationId, id, END)).resolves.toBeNull();
    await expect(queries.liveSession(ids.uuid(), id, NOW)).resolves.toBeNull();
    session.revoke('signed_out', NOW);
    await sessions.update(session);
    await expect(queries.liveSession(organizationId, id, NOW)).resolves.toBeNull();
  });
});
