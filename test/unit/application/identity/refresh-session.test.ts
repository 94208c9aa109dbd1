import { beforeEach, describe, expect, it } from '@jest/globals';
import type { RefreshToken } from '../../../../src/application/identity/refresh-token.js';
import { REFRESH_GRACE_MS, SESSION_LIFETIME_MS } from '../../../../src/domain/identity/session.js';
import { IdentityWorld, tokenOf } from '../../../support/identity-world.js';

const REFUSED = { code: 'refresh_token_invalid', kind: 'unauthenticated' };

describe('refreshing', () => {
  let world: IdentityWorld;
  let first: RefreshToken;
  beforeEach(async () => {
    world = new IdentityWorld();
    first = tokenOf(await world.hanako());
  });

  const rotate = async (token: RefreshToken): Promise<RefreshToken> =>
    tokenOf(await world.refreshWith(token));
  const isRevoked = (): boolean =>
    world.sessions.rows.get(first.sessionId)?.revokedReason === 'refresh_token_reused';

  it('hands out another token of the same session and begins its lifetime anew', async () => {
    world.clock.advance(SESSION_LIFETIME_MS - 1);
    const second = await rotate(first);
    expect(second.sessionId).toBe(first.sessionId);
    expect(second.secret).not.toBe(first.secret);
    world.clock.advance(SESSION_LIFETIME_MS - 1);
    await expect(rotate(second)).resolves.toBeDefined();
  });

  it('forgets tokens that have expired, so that a session in daily use does not grow without end', async () => {
    let token = first;
    for (let month = 0; month < 3; month += 1) {
      world.clock.advance(SESSION_LIFETIME_MS - 1);
      token = await rotate(token);
    }
    expect(world.sessions.tokens.length).toBeLessThanOrEqual(2);
  });

  it('ends the session for both parties when a used token comes back', async () => {
    const second = await rotate(first);
    world.clock.advance(REFRESH_GRACE_MS + 1);
    await expect(rotate(first)).rejects.toMatchObject(REFUSED);
    expect(isRevoked()).toBe(true);
    await expect(rotate(second)).rejects.toMatchObject(REFUSED);
    expect(world.logger.lines).toMatchObject([{ level: 'warn', facts: { session_id: first.sessionId } }]);
  });

  it('signs two tabs that refresh at the same moment out of nothing', async () => {
    const [one, other] = await Promise.all([rotate(first), rotate(first)]);
    expect(one.secret).not.toBe(other.secret);
    world.clock.advance(REFRESH_GRACE_MS * 10);
    // The browser has one jar of cookies: both tabs go on with whichever came last.
    const next = await rotate(other);
    world.clock.advance(REFRESH_GRACE_MS * 10);
    await expect(rotate(next)).resolves.toBeDefined();
    expect(isRevoked()).toBe(false);
  });

  it('finds a thief who got a sibling within the grace time, whoever refreshes first', async () => {
    const owner = await rotate(first);
    world.clock.advance(REFRESH_GRACE_MS - 1);
    const thief = await rotate(first);
    world.clock.advance(REFRESH_GRACE_MS * 10);
    await rotate(thief);
    world.clock.advance(REFRESH_GRACE_MS + 1);
    await expect(rotate(owner)).rejects.toMatchObject(REFUSED);
    expect(isRevoked()).toBe(true);
  });

  it('refuses unknown sessions, guessed secrets and expired tokens, and revokes nothing for them', async () => {
    await expect(rotate({ ...first, sessionId: 'unknown' })).rejects.toMatchObject(REFUSED);
    await expect(rotate({ ...first, secret: 'guessed' })).rejects.toMatchObject(REFUSED);
    expect(isRevoked()).toBe(false);
    world.clock.advance(SESSION_LIFETIME_MS);
    await expect(rotate(first)).rejects.toMatchObject(REFUSED);
  });

  it("does not take one session's secret for another's", async () => {
    const other = tokenOf(await world.hanako({ email: 'taro@example.com' }));
    await expect(rotate({ sessionId: first.sessionId, secret: other.secret })).rejects.toMatchObject(REFUSED);
  });

  it('shows the user as they are now', async () => {
    const [row] = world.users.rows.values();
    if (row) world.users.rows.set(row.id, { ...row, role: 'operator' });
    const signedIn = await world.refreshWith(first);
    expect(signedIn.user.role).toBe('operator');
    expect(world.accessTokens.subjectEvenIfExpired(signedIn.accessToken)?.role).toBe('operator');
  });
});
