import { beforeEach, describe, expect, it } from '@jest/globals';
import type { SignedIn } from '../../../../src/application/identity/signed-in.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../../../src/domain/shared/organization.js';
import { IdentityWorld } from '../../../support/identity-world.js';

const DAY_MS = 24 * 60 * 60 * 1_000;

describe('verifying an address', () => {
  let world: IdentityWorld;
  let own: SignedIn;
  beforeEach(async () => {
    world = new IdentityWorld();
    own = await world.hanako();
  });

  const verify = (token: string): Promise<void> => world.verifyEmail.execute({ organizationId, token });
  const ask = (userId = own.user.id): Promise<void> =>
    world.requestVerification.execute({ organizationId, userId });
  const verifiedAt = (): Date | null | undefined => world.users.rows.get(own.user.id)?.emailVerifiedAt;
  const refused = { code: 'token_invalid', kind: 'invalid' };

  it('takes the link that was mailed at registration, once', async () => {
    expect(world.notifications.added).toMatchObject([
      {
        recipient: 'hanako@example.com',
        subject: 'Confirm your e-mail address / メールアドレスの確認',
        body: expect.stringMatching(/\n\nhttps:\/\/shop\.example\/verify-email#token=$/),
      },
    ]);
    const token = world.lastLinkToken();
    await verify(token);
    expect(verifiedAt()).toEqual(world.clock.now());
    await expect(verify(token)).rejects.toMatchObject(refused);
  });

  it('is asked for without the name: until then the mailbox may be somebody else’s, and the name any text', async () => {
    expect(world.notifications.added.at(-1)?.body).not.toContain('Hanako');
    const forgot = async (): Promise<void> => {
      await world.requestReset.execute({ organizationId, email: 'hanako@example.com' });
      await world.grantResets.execute(new AbortController().signal);
    };
    const token = world.lastLinkToken();
    await forgot();
    expect(world.notifications.added.at(-1)?.body).not.toContain('Hanako');
    await verify(token);
    await forgot();
    const { body } = world.notifications.added.at(-1) ?? {};
    expect([body?.includes('Hello Hanako,'), body?.includes('Hanako 様')]).toEqual([true, true]);
  });

  it('mails another link when asked, and then takes that one only', async () => {
    const first = world.lastLinkToken();
    await ask();
    await expect(verify(first)).rejects.toMatchObject(refused);
    await verify(world.lastLinkToken());
    await ask();
    expect(world.notifications.added).toHaveLength(2);
  });

  it('takes no link after a day, none for another purpose, and none for an account that is gone', async () => {
    await world.requestReset.execute({ organizationId, email: 'hanako@example.com' });
    await world.grantResets.execute(new AbortController().signal);
    await expect(verify(world.lastLinkToken())).rejects.toMatchObject(refused);
    await ask();
    world.clock.advance(DAY_MS);
    await expect(verify(world.lastLinkToken())).rejects.toMatchObject(refused);
    await ask();
    world.users.rows.clear();
    await expect(verify(world.lastLinkToken())).rejects.toMatchObject(refused);
    await expect(ask()).rejects.toMatchObject({ code: 'session_ended' });
  });
});
