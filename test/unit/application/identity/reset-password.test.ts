import { beforeEach, describe, expect, it } from '@jest/globals';
import type { SignedIn } from '../../../../src/application/identity/signed-in.js';
import {
  ACCOUNT_LINKS_PER_HOUR,
  ACCOUNT_LINKS_WINDOW_MS,
} from '../../../../src/domain/identity/account-token.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../../../src/domain/shared/organization.js';
import { IdentityWorld, PASSWORD, tokenOf } from '../../../support/identity-world.js';

const NEW_PASSWORD = 'gravel tent horse';
const HOUR_MS = 60 * 60 * 1_000;

describe('a forgotten password', () => {
  let world: IdentityWorld;
  let own: SignedIn;
  beforeEach(async () => {
    world = new IdentityWorld();
    own = await world.hanako();
    world.notifications.added.length = 0;
  });

  const request = async (email = 'Hanako@example.com'): Promise<void> => {
    await world.requestReset.execute({ organizationId, email });
    await world.grantResets.execute(new AbortController().signal);
  };
  const reset = (token: string, newPassword = NEW_PASSWORD): Promise<string | null> =>
    world.resetPassword.execute({ organizationId, token, newPassword });
  const passwordHash = (): string | null | undefined => world.users.rows.get(own.user.id)?.passwordHash;
  const refused = { code: 'token_invalid', kind: 'invalid' };

  it('is replaced by a mailed link; every session ends, the address is verified, the owner is told', async () => {
    await request();
    expect(world.notifications.added).toMatchObject([
      {
        recipient: 'hanako@example.com',
        subject: 'Reset your password / パスワードの再設定',
        body: expect.stringMatching(/\n\nhttps:\/\/shop\.example\/reset-password#token=$/),
      },
    ]);
    await reset(world.lastLinkToken());
    expect(passwordHash()).toBe(`v1:${NEW_PASSWORD}`);
    expect(world.users.rows.get(own.user.id)?.emailVerifiedAt).toEqual(world.clock.now());
    expect(world.sessions.rows.get(own.sessionId)?.revokedReason).toBe('password_changed');
    await expect(world.refreshWith(tokenOf(own))).rejects.toMatchObject({ code: 'refresh_token_invalid' });
    expect(world.notifications.added[1]?.subject).toContain('Your password was changed');
    expect(world.auditLog.entries).toMatchObject([{ action: 'password.reset', subject: own.user.id }]);
  });

  it('does the same for an unknown address when asked, and mails nobody', async () => {
    await world.requestReset.execute({ organizationId, email: 'nobody@example.com' });
    expect(world.resetRequests.waiting).toMatchObject([{ email: 'nobody@example.com' }]);
    await world.grantResets.execute(new AbortController().signal);
    expect([world.resetRequests.waiting, world.notifications.added]).toEqual([[], []]);
    await expect(request('no address')).rejects.toMatchObject({ code: 'validation_failed' });
  });

  it('keeps the token neither in its row nor in the mail that waits', async () => {
    await request();
    const token = world.lastLinkToken();
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(JSON.stringify([world.tokens.rows, world.notifications.added])).not.toContain(token);
  });

  it('has links that work once, within an hour, and only the newest', async () => {
    await request();
    const first = world.lastLinkToken();
    await request();
    const second = world.lastLinkToken();
    await expect(reset(first)).rejects.toMatchObject(refused);
    await expect(reset('guessed')).rejects.toMatchObject(refused);
    await reset(second);
    await expect(reset(second)).rejects.toMatchObject(refused);

    await request();
    world.clock.advance(HOUR_MS);
    await expect(reset(world.lastLinkToken())).rejects.toMatchObject(refused);
  });

  it('lets one of two uses of a link at the same moment through', async () => {
    await request();
    const token = world.lastLinkToken();
    const outcomes = await Promise.allSettled([reset(token), reset(token, 'another new password')]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(world.auditLog.entries).toHaveLength(1);
  });

  it('hashes nothing for a guess, and spends no link on a poor password', async () => {
    await request();
    const hashed = world.hasher.hashed;
    await expect(reset('guessed')).rejects.toMatchObject(refused);
    await expect(reset(world.lastLinkToken(), 'short')).rejects.toMatchObject({ code: 'validation_failed' });
    expect(world.hasher.hashed).toBe(hashed);
    await reset(world.lastLinkToken());
  });

  it('cannot be used to flood a mailbox, nor to keep the owner out', async () => {
    for (let count = 0; count < ACCOUNT_LINKS_PER_HOUR + 3; count += 1) await request();
    expect(world.notifications.added).toHaveLength(ACCOUNT_LINKS_PER_HOUR);
    await reset(world.lastLinkToken());
    world.clock.advance(ACCOUNT_LINKS_WINDOW_MS);
    await request();
    expect(world.notifications.added.at(-1)?.subject).toContain('Reset your password');
  });

  it('has links that are worthless once the password was changed otherwise', async () => {
    await request();
    const token = world.lastLinkToken();
    await world.changePassword.execute({
      organizationId,
      userId: own.user.id,
      sessionId: own.sessionId,
      currentPassword: PASSWORD,
      newPassword: NEW_PASSWORD,
      ip: null,
      userAgent: null,
    });
    await expect(reset(token)).rejects.toMatchObject(refused);
  });
});
