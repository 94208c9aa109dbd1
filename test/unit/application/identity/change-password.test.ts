import { beforeEach, describe, expect, it } from '@jest/globals';
import type { SignedIn } from '../../../../src/application/identity/signed-in.js';
import { DEVICE_BUDGETS } from '../../../../src/domain/identity/sign-in-budget.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../../../src/domain/shared/organization.js';
import { IdentityWorld, PASSWORD, tokenOf } from '../../../support/identity-world.js';

const NEW_PASSWORD = 'gravel tent horse';

describe('changing a password', () => {
  let world: IdentityWorld;
  let own: SignedIn;
  beforeEach(async () => {
    world = new IdentityWorld();
    own = await world.hanako();
    world.notifications.added.length = 0;
  });

  const logIn = (password: string): Promise<SignedIn> =>
    world.logIn.execute({
      organizationId,
      email: 'hanako@example.com',
      password,
      knownDeviceId: null,
      ip: null,
      userAgent: null,
    });
  const change = (currentPassword = PASSWORD, newPassword = NEW_PASSWORD): Promise<SignedIn> =>
    world.changePassword.execute({
      organizationId,
      userId: own.user.id,
      sessionId: own.sessionId,
      currentPassword,
      newPassword,
      ip: null,
      userAgent: 'x'.repeat(2_000),
    });

  it('ends every session and hands out a new one', async () => {
    const elsewhere = await logIn(PASSWORD);
    const renewed = await change();
    for (const ended of [own, elsewhere]) {
      expect(world.sessions.rows.get(ended.sessionId)?.revokedReason).toBe('password_changed');
      await expect(world.refreshWith(tokenOf(ended))).rejects.toMatchObject({
        code: 'refresh_token_invalid',
      });
    }
    expect((await world.refreshWith(tokenOf(renewed))).sessionId).toBe(renewed.sessionId);
    await expect(logIn(PASSWORD)).rejects.toMatchObject({ code: 'invalid_credentials' });
    expect((await logIn(NEW_PASSWORD)).user.id).toBe(own.user.id);
  });

  it('tells the owner, and is on record without either password', async () => {
    await change();
    expect(world.notifications.added).toMatchObject([
      {
        channel: 'mail',
        recipient: 'hanako@example.com',
        eventId: null,
        subject: 'Your password was changed / パスワードが変更されました',
      },
    ]);
    expect(world.auditLog.entries).toMatchObject([
      { action: 'password.changed', actorUserId: own.user.id, subject: own.user.id },
    ]);
    const written = JSON.stringify([world.notifications.added, world.auditLog.entries]);
    expect(written).not.toMatch(new RegExp(`${PASSWORD}|${NEW_PASSWORD}`));
  });

  it('needs the current password', async () => {
    await expect(change('a wrong password')).rejects.toMatchObject({
      code: 'password_wrong',
      kind: 'forbidden',
    });
    expect(world.sessions.rows.get(own.sessionId)?.revokedAt).toBeNull();
  });

  it('shows wrong passwords to the owner, and the first of many tries that are refused', async () => {
    const { tries } = DEVICE_BUDGETS[0] ?? { tries: 0 };
    for (let count = 0; count < tries; count += 1) {
      await expect(change('a wrong password')).rejects.toMatchObject({ code: 'password_wrong' });
    }
    for (let count = 0; count < 3; count += 1) {
      await expect(change()).rejects.toMatchObject({ code: 'rate_limited' });
    }
    const failed = world.signIns.rows.filter(({ outcome }) => outcome !== 'succeeded');
    const outcomes = [...Array.from({ length: tries }, () => 'wrong_password'), 'too_many_tries'];
    expect(failed.map(({ outcome }) => outcome)).toEqual(outcomes);
    const client = { ip: null, userAgent: 'x'.repeat(512) };
    const at = world.clock.now();
    for (const row of failed)
      expect(row).toMatchObject({ userId: own.user.id, method: 'password', at, ...client });
  });

  it.each(['short', 'password123', 'x'.repeat(129)])('refuses %s', async (password) => {
    await expect(change(PASSWORD, password)).rejects.toMatchObject({
      code: 'validation_failed',
      errors: [{ field: 'new_password' }],
    });
    expect(world.hasher.verified).toEqual([]);
  });

  it('is not for an access token whose session has ended', async () => {
    await world.logOut.execute({ organizationId, sessionId: own.sessionId });
    await expect(change()).rejects.toMatchObject({ code: 'session_ended' });
    expect((await logIn(PASSWORD)).user.id).toBe(own.user.id);
  });

  it('lets one of two changes at the same moment through', async () => {
    const outcomes = await Promise.allSettled([change(), change(PASSWORD, 'another new password')]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(world.notifications.added).toHaveLength(1);
  });
});
