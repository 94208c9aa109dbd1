import { beforeEach, describe, expect, it } from '@jest/globals';
import type { SignedIn } from '../../../../src/application/identity/signed-in.js';
import { NETWORK_BUDGETS } from '../../../../src/domain/identity/sign-in-budget.js';
import { SESSION_LIFETIME_MS } from '../../../../src/domain/identity/session.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../../../src/domain/shared/organization.js';
import { IdentityWorld, PASSWORD, tokenOf } from '../../../support/identity-world.js';

describe('logging in', () => {
  let world: IdentityWorld;
  let registered: SignedIn;
  beforeEach(async () => {
    world = new IdentityWorld();
    registered = await world.hanako();
  });

  const logIn = (email: string, password: string): Promise<SignedIn> =>
    world.logIn.execute({
      organizationId,
      email,
      password,
      knownDeviceId: null,
      ip: null,
      userAgent: 'x'.repeat(2_000),
    });

  it('opens a session of its own', async () => {
    const signedIn = await logIn(' HANAKO@example.com', PASSWORD);
    expect(signedIn.user).toEqual(registered.user);
    expect(signedIn.sessionId).not.toBe(registered.sessionId);
    expect(world.sessions.rows.get(signedIn.sessionId)?.userAgent).toHaveLength(512);
  });

  it('answers alike for an unknown address and a wrong password, after the same work', async () => {
    const refusal = (email: string, password: string): Promise<unknown> =>
      logIn(email, password).catch((error: unknown) => error);
    const unknown = await refusal('nobody@example.com', PASSWORD);
    expect(unknown).toMatchObject({ code: 'invalid_credentials', kind: 'unauthenticated' });
    expect(await refusal('hanako@example.com', 'a wrong password')).toEqual(unknown);
    expect(await refusal('not an address', PASSWORD)).toEqual(unknown);
    // One verification each; the hasher verifies a dummy where there is no hash.
    expect(world.hasher.verified).toEqual([null, `v1:${PASSWORD}`, null]);
  });

  it('hashes the password anew when the parameters have changed', async () => {
    world.hasher.prefix = 'v2';
    await logIn('hanako@example.com', PASSWORD);
    expect(world.users.rows.get(registered.user.id)?.passwordHash).toBe(`v2:${PASSWORD}`);
    await logIn('hanako@example.com', PASSWORD);
    expect(world.hasher.hashed).toBe(2);
  });

  /** As if the stored hash had become `passwordHash` while the password was verified. */
  const replaceMeanwhile = (passwordHash: string): void => {
    const verify = world.hasher.verify.bind(world.hasher);
    world.hasher.verify = async (password, hash) => {
      const row = world.users.rows.get(registered.user.id);
      if (row) world.users.rows.set(row.id, { ...row, passwordHash });
      return verify(password, hash);
    };
  };

  it('opens no session by a password that was changed while it was verified', async () => {
    replaceMeanwhile('v1:changed meanwhile');
    await expect(logIn('hanako@example.com', PASSWORD)).rejects.toMatchObject({
      code: 'invalid_credentials',
    });
    expect([...world.sessions.rows.keys()]).toEqual([registered.sessionId]);
    expect(world.users.rows.get(registered.user.id)?.passwordHash).toBe('v1:changed meanwhile');
  });

  it('is not disturbed by another sign-in that hashes the same password anew', async () => {
    world.hasher.prefix = 'v2';
    replaceMeanwhile(`v2:${PASSWORD}`);
    expect((await logIn('hanako@example.com', PASSWORD)).user).toEqual(registered.user);
    expect(world.users.rows.get(registered.user.id)?.passwordHash).toBe(`v2:${PASSWORD}`);
  });

  it('writes down the first of many tries that are refused, whether there is such an account or not', async () => {
    const { tries } = NETWORK_BUDGETS[0] ?? { tries: 0 };
    for (const email of [' Hanako@example.com', 'nobody@example.com']) {
      for (let count = 0; count < tries; count += 1) {
        await expect(logIn(email, 'wrong')).rejects.toMatchObject({ code: 'invalid_credentials' });
      }
      for (let count = 0; count < 3; count += 1) {
        await expect(logIn(email, PASSWORD)).rejects.toMatchObject({ code: 'rate_limited' });
      }
    }
    expect(world.signIns.byAddress).toMatchObject([
      { email: 'hanako@example.com', method: 'password', outcome: 'too_many_tries' },
      { email: 'nobody@example.com', method: 'password', outcome: 'too_many_tries' },
    ]);
  });

  it('forgets sessions that have ended', async () => {
    world.clock.advance(SESSION_LIFETIME_MS);
    const { sessionId } = await logIn('hanako@example.com', PASSWORD);
    expect([...world.sessions.rows.keys()]).toEqual([sessionId]);
    expect(world.sessions.tokens).toHaveLength(1);
  });
});

describe('logging out', () => {
  it('ends the session of a refresh token, and ending it again changes nothing', async () => {
    const world = new IdentityWorld();
    const token = tokenOf(await world.hanako());
    await world.logOut.execute({ organizationId, token });
    const row = world.sessions.rows.get(token.sessionId);
    expect(row).toMatchObject({ revokedAt: world.clock.now(), revokedReason: 'signed_out' });
    world.clock.advance(1_000);
    await world.logOut.execute({ organizationId, token });
    expect(world.sessions.rows.get(token.sessionId)).toEqual(row);
    await expect(world.refreshWith(token)).rejects.toMatchObject({ code: 'refresh_token_invalid' });
  });

  it('ends the session of an access token', async () => {
    const world = new IdentityWorld();
    const { sessionId } = await world.hanako();
    await world.logOut.execute({ organizationId, sessionId });
    expect(world.sessions.rows.get(sessionId)?.revokedReason).toBe('signed_out');
  });

  it('ends nothing for a session id without its secret, nor for an unknown session', async () => {
    const world = new IdentityWorld();
    const { sessionId } = await world.hanako();
    await world.logOut.execute({ organizationId, token: { sessionId, secret: 'guessed' } });
    await world.logOut.execute({ organizationId, sessionId: 'unknown' });
    expect(world.sessions.rows.get(sessionId)?.revokedAt).toBeNull();
  });
});
