import { beforeEach, describe, expect, it } from '@jest/globals';
import type { SignedIn } from '../../../../src/application/identity/signed-in.js';
import { ACCOUNT_LINKS_PER_HOUR } from '../../../../src/domain/identity/account-token.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../../../src/domain/shared/organization.js';
import { IdentityWorld, PASSWORD, tokenOf } from '../../../support/identity-world.js';

const OLD = 'hanako@example.com';
const NEW = 'hanako@elsewhere.example';
const HOUR_MS = 60 * 60 * 1_000;

describe('changing the address of an account', () => {
  let world: IdentityWorld;
  let own: SignedIn;
  let elsewhere: SignedIn;
  beforeEach(async () => {
    world = new IdentityWorld();
    own = await world.hanako();
    elsewhere = await logIn(OLD);
    world.notifications.added.length = 0;
  });

  const client = { ip: '203.0.113.7', userAgent: 'test' };
  const logIn = (email: string, password = PASSWORD): Promise<SignedIn> =>
    world.logIn.execute({ organizationId, email, password, knownDeviceId: null, ...client });
  const who = (): { userId: string; sessionId: string } => ({
    userId: own.user.id,
    sessionId: own.sessionId,
  });
  const ask = (newEmail = NEW, currentPassword = PASSWORD): Promise<void> =>
    world.requestEmailChange.execute({ organizationId, ...who(), newEmail, currentPassword, ...client });
  const confirm = (token = world.lastLinkToken(), by = who()): Promise<unknown> =>
    world.confirmEmailChange.execute({ organizationId, ...by, token, ...client });
  const address = (): string | null | undefined => world.users.rows.get(own.user.id)?.email;
  const refused = { code: 'token_invalid', kind: 'invalid' };

  it('mails a link to the new address and a notice to the old one, and changes nothing yet', async () => {
    await ask(' Hanako@Elsewhere.example ');
    expect(world.notifications.added).toMatchObject([
      {
        recipient: NEW,
        userId: null,
        forgetWhenSent: true,
        body: expect.stringMatching(/\n\nhttps:\/\/shop\.example\/confirm-email#token=$/),
      },
      {
        recipient: OLD,
        userId: own.user.id,
        subject: 'Another e-mail address was asked for / メールアドレスの変更のご依頼',
        body: expect.stringContaining('reset your password at once'),
      },
    ]);
    expect(address()).toBe(OLD);
    expect(world.auditLog.entries).toMatchObject([
      { action: 'email.change_requested', actorUserId: own.user.id, subject: own.user.id },
    ]);
  });

  it('takes the link once: the address is new and verified, the old one is told, all other sessions end', async () => {
    await ask();
    world.clock.advance(1_000);
    const user = await confirm();
    expect(user).toMatchObject({ email: NEW, emailVerified: true });
    expect(world.users.rows.get(own.user.id)).toMatchObject({
      email: NEW,
      emailVerifiedAt: world.clock.now(),
    });
    expect(world.notifications.added.at(-1)).toMatchObject({
      recipient: OLD,
      userId: own.user.id,
      subject: 'Your e-mail address was changed / メールアドレスが変更されました',
      body: expect.stringContaining('answer this mail at once, so that we can look into it'),
    });
    expect(world.sessions.rows.get(elsewhere.sessionId)?.revokedReason).toBe('email_changed');
    expect((await world.refreshWith(tokenOf(own))).user.email).toBe(NEW);
    expect(world.forgottenAddresses).toEqual([OLD]);
    await expect(confirm()).rejects.toMatchObject(refused);
    await expect(logIn(OLD)).rejects.toMatchObject({ code: 'invalid_credentials' });
    expect((await logIn(NEW)).user.id).toBe(own.user.id);
  });

  it('stands among the sign-ins and in the log of deeds, without either address', async () => {
    await ask();
    await confirm();
    expect(world.signIns.rows.slice(-2)).toMatchObject([
      { method: 'email_change_request', outcome: 'succeeded', ...client },
      { method: 'email_change', outcome: 'succeeded', ...client },
    ]);
    expect(world.auditLog.entries.map(({ action }) => action)).toEqual([
      'email.change_requested',
      'email.changed',
    ]);
    expect(JSON.stringify(world.auditLog.entries)).not.toMatch(/@|elsewhere/);
  });

  it('tells Stripe’s customer, once there is one', async () => {
    await world.customers.request({
      organizationId,
      userId: own.user.id,
      email: OLD,
      name: 'Hanako',
      idempotencyKey: 'key',
      requestedAt: world.clock.now(),
      stripeCustomerId: 'cus_1',
      isOfDeleted: false,
    });
    await ask();
    await confirm();
    expect(await world.customers.claimUntold(world.clock.now(), 10, 1_000)).toMatchObject([
      { stripeCustomerId: 'cus_1', email: NEW },
    ]);
  });

  it('looks the same for an address that somebody has, who is told of it', async () => {
    const jiro = await world.hanako({ email: 'jiro@example.com', name: 'Jiro' });
    world.notifications.added.length = 0;
    await ask('jiro@example.com');
    await ask();
    const [taken, , free] = world.notifications.added;
    expect(taken).toMatchObject({
      recipient: 'jiro@example.com',
      userId: jiro.user.id,
      body: expect.stringContaining('someone asked to use this address'),
    });
    expect(taken?.accountTokenId).toBeUndefined();
    expect(free?.accountTokenId).toBeDefined();
    // A row of each: neither the time of the answer, nor what is pending, nor the limit tells them apart.
    expect(world.tokens.rows.filter(({ purpose }) => purpose === 'email_change')).toHaveLength(2);
    expect(world.notifications.added).toHaveLength(4);
  });

  it('is refused at the end where somebody was quicker', async () => {
    await ask();
    await world.hanako({ email: NEW, name: 'Quick' });
    await expect(confirm(lastChangeToken())).rejects.toMatchObject({ code: 'email_taken' });
    expect(address()).toBe(OLD);
  });

  it('has links that work once, within an hour, and only the newest', async () => {
    await ask('first@elsewhere.example');
    const first = world.lastLinkToken();
    await ask();
    await expect(confirm(first)).rejects.toMatchObject(refused);
    await expect(confirm('guessed')).rejects.toMatchObject(refused);
    world.clock.advance(HOUR_MS);
    await expect(confirm()).rejects.toMatchObject(refused);
    await ask();
    const outcomes = await Promise.allSettled([confirm(), confirm()]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(address()).toBe(NEW);
  });

  it('is for the account that asked alone: a stranger who gets the link by mistake can do nothing with it', async () => {
    await ask();
    const stranger = await world.hanako({ email: 'stranger@example.com' });
    const by = { userId: stranger.user.id, sessionId: stranger.sessionId };
    await expect(confirm(lastChangeToken(), by)).rejects.toMatchObject(refused);
    await world.logOut.execute({ organizationId, sessionId: own.sessionId });
    await expect(confirm(lastChangeToken())).rejects.toMatchObject({ code: 'session_ended' });
    await expect(ask()).rejects.toMatchObject({ code: 'session_ended' });
    const withdraw = world.withdrawEmailChange.execute({ organizationId, ...who() });
    await expect(withdraw).rejects.toMatchObject({ code: 'session_ended' });
  });

  it('needs the current password, and another address', async () => {
    await expect(ask(NEW, 'a wrong password')).rejects.toMatchObject({
      code: 'password_wrong',
      kind: 'forbidden',
    });
    for (const email of ['nobody', OLD.toUpperCase()]) {
      const refusal = { code: 'validation_failed', errors: [{ field: 'new_email' }] };
      await expect(ask(email)).rejects.toMatchObject(refusal);
    }
    expect(world.notifications.added).toEqual([]);
    const wrong = { userId: own.user.id, method: 'password', outcome: 'wrong_password', ...client };
    expect(world.signIns.rows.at(-1)).toMatchObject(wrong);
  });

  it('cannot be used to flood a mailbox, and says so', async () => {
    for (let count = 0; count < ACCOUNT_LINKS_PER_HOUR; count += 1) await ask();
    await expect(ask()).rejects.toMatchObject({ code: 'too_many_links', kind: 'rate_limited' });
    expect(world.notifications.added).toHaveLength(2 * ACCOUNT_LINKS_PER_HOUR);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['is withdrawn', () => world.withdrawEmailChange.execute({ organizationId, ...who() })],
    [
      'the password is changed',
      async () => {
        const passwords = { currentPassword: PASSWORD, newPassword: 'gravel tent horse' };
        own = await world.changePassword.execute({ organizationId, ...who(), ...passwords, ...client });
      },
    ],
    [
      'the password is reset',
      async () => {
        await resetPassword();
        own = await logIn(OLD, 'gravel tent horse');
      },
    ],
  ])('comes to nothing when it %s', async (_, happens) => {
    await ask();
    const token = lastChangeToken();
    await happens();
    await expect(confirm(token)).rejects.toMatchObject(refused);
    expect(address()).toBe(OLD);
  });

  it('makes links that were mailed to the old address worthless, and those still to be mailed', async () => {
    await forgot();
    const reset = world.lastLinkToken();
    await ask();
    await world.requestReset.execute({ organizationId, email: OLD });
    await confirm();
    const count = world.notifications.added.length;
    await world.grantResets.execute(new AbortController().signal);
    expect(world.notifications.added).toHaveLength(count);
    const useReset = world.resetPassword.execute({
      organizationId,
      token: reset,
      newPassword: 'gravel tent horse',
    });
    await expect(useReset).rejects.toMatchObject(refused);
  });

  /** The token of the newest link to a new address, whatever was mailed since. */
  function lastChangeToken(): string {
    const mail = world.notifications.added.findLast(({ body }) => body.includes('/confirm-email#'));
    return world.linkTokens.derive(mail?.accountTokenId ?? '');
  }

  async function forgot(): Promise<void> {
    await world.requestReset.execute({ organizationId, email: OLD });
    await world.grantResets.execute(new AbortController().signal);
  }

  async function resetPassword(): Promise<void> {
    await forgot();
    const token = world.lastLinkToken();
    await world.resetPassword.execute({ organizationId, token, newPassword: 'gravel tent horse' });
  }
});
