import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GrantPasswordResets } from '../../src/application/identity/grant-password-resets.js';
import { PurgeExpiredAccess } from '../../src/application/identity/purge-expired-access.js';
import { ApiUser } from '../support/api-user.js';
import { type Answer, BrowserClient } from '../support/browser-client.js';
import { findInTables } from '../support/find-in-tables.js';
import { bearer, registration } from '../support/identity-app.js';
import { type Claims, Issuer } from '../support/issuer.js';
import { type PayingShop, startPayingShop } from '../support/paying-shop.js';
import { sql } from '../support/sql.js';
import { stock } from '../support/stocked-shop.js';

let issuer: Issuer;
let shop: PayingShop;
let priceId: string;

beforeAll(async () => {
  issuer = await Issuer.start();
  shop = await startPayingShop(issuer.env);
  ({ priceId } = await stock(await ApiUser.operator(shop.app)));
});
afterAll(async () => {
  await shop.close();
  await issuer.close();
});

const browser = (): BrowserClient => new BrowserClient(shop.app.url);
const outcomeOf = ({ status, body }: Answer): unknown[] => [status, body?.code ?? null];
const query = (text: string, values: unknown[] = []): Promise<object[]> =>
  sql(shop.app.database.url, text, values);

/** A request of someone whom the issuer knows. */
async function ask(claims: Claims, method = 'GET', path = '/api/users/me', body?: unknown): Promise<Answer> {
  const headers = bearer(await issuer.token(claims));
  return browser().send(method, path, { headers, ...(body !== undefined && { body }) });
}

describe('users of another issuer', () => {
  it('become users of ours at first sight, with the address that their issuer has verified', async () => {
    const email = `${crypto.randomUUID()}@Example.com`;
    const claims = { sub: crypto.randomUUID(), email, email_verified: true, name: ' Hanako ' };
    const { status, body } = await ask(claims);
    expect([status, body]).toMatchObject([
      200,
      { email: email.toLowerCase(), email_verified: true, name: 'Hanako', role: 'customer' },
    ]);
    expect((await ask(claims)).body?.id).toBe(body?.id);
  });

  it('order and pay like everyone, and see nothing of each other', async () => {
    const [claims, other] = [{ sub: crypto.randomUUID() }, { sub: crypto.randomUUID() }];
    const order = await ask(claims, 'POST', '/api/orders', { items: [{ price_id: priceId, quantity: 1 }] });
    expect(order.status).toBe(201);
    const id = String(order.body?.id);
    const intent = await ask(claims, 'POST', '/api/payments/intent', { order_id: id });
    expect(intent.body?.amount).toBe(1_100);
    expect(outcomeOf(await ask(other, 'GET', `/api/orders/${id}`))).toEqual([404, 'order_not_found']);
    const refused = await ask(other, 'POST', '/api/payments/intent', { order_id: id });
    expect(outcomeOf(refused)).toEqual([403, 'permission_denied']);
  });

  it('become one user, however many of their requests come first', async () => {
    const sub = crypto.randomUUID();
    const claims = { sub, email: `${sub}@example.com`, email_verified: true };
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(claims)));
    expect(new Set(answers.map(({ body }) => body?.id)).size).toBe(1);
    expect(answers[0]?.body?.email).toBe(claims.email);
    expect(await query('SELECT id FROM users WHERE email = $1', [claims.email])).toHaveLength(1);
  });

  it('never get the account that has their address: they are someone else, without an address', async () => {
    const owner = registration();
    const registered = await browser().post('/api/auth/register', owner);
    const { body } = await ask({ email: String(owner.email), email_verified: true });
    expect(body).toMatchObject({ email: null, email_verified: false });
    expect(body?.id).not.toBe(registered.body?.user?.id);
    const { email, password } = owner;
    expect((await browser().post('/api/auth/login', { email, password })).status).toBe(200);
  });

  it('claim no address that their issuer has not verified', async () => {
    for (const verified of [false, 'true', 1, undefined]) {
      const { body } = await ask({ email: `${crypto.randomUUID()}@example.com`, email_verified: verified });
      expect(body?.email).toBeNull();
    }
  });

  it('have a name for receipts, whatever their issuer says', async () => {
    for (const name of [undefined, '', 'x'.repeat(201), 'a\u0007b', 7]) {
      expect((await ask({ name })).body?.name).toBe('Customer');
    }
  });

  it('have neither password nor session here, and are told so', async () => {
    const email = `${crypto.randomUUID()}@example.com`;
    const claims = { sub: crypto.randomUUID(), email, email_verified: true };
    await ask(claims);
    const passwords = { current_password: 'horse tent gravel', new_password: 'paper lamp river' };
    for (const answer of [
      await ask(claims, 'POST', '/api/auth/password/change', passwords),
      await ask(claims, 'GET', '/api/auth/session'),
      await ask(claims, 'GET', '/api/users/me/sessions'),
      await ask(claims, 'DELETE', '/api/users/me/sessions'),
    ]) {
      expect(outcomeOf(answer)).toEqual([403, 'session_required']);
    }
    const login = await browser().post('/api/auth/login', { email, password: 'horse tent gravel' });
    expect(outcomeOf(login)).toEqual([401, 'invalid_credentials']);
  });

  it('are mailed no link to choose a password; the answer is everyone’s', async () => {
    const email = `${crypto.randomUUID()}@example.com`;
    await ask({ email, email_verified: true });
    expect((await browser().post('/api/auth/password/forgot', { email })).status).toBe(202);
    await shop.worker.get(GrantPasswordResets).execute(new AbortController().signal);
    expect(await query('SELECT id FROM password_reset_requests')).toEqual([]);
    expect(
      await query('SELECT t.id FROM account_tokens t JOIN users u ON u.id = t.user_id WHERE u.email = $1', [
        email,
      ]),
    ).toEqual([]);
  });

  describe('who take their data along, or go', () => {
    const OWN = '/api/users/me';
    const secondsAgo = (seconds: number): number => Math.floor(Date.now() / 1_000) - seconds;
    const exportOf = (claims: Claims): Promise<Answer> => ask(claims, 'GET', `${OWN}/export`);
    const leave = (claims: Claims): Promise<Answer> => ask(claims, 'DELETE', OWN);

    it.each<[string, Claims]>([
      ['by their sign-in, however new the token is', { auth_time: secondsAgo(301) }],
      ['by their token, where the issuer says nothing of the sign-in', { iat: secondsAgo(301) }],
      ['for all that is known', { iat: undefined }],
      ['though the issuer says that they come from the future', { auth_time: secondsAgo(-90) }],
    ])('are asked to sign in again where that is long ago %s', async (_, claims) => {
      const who = { sub: crypto.randomUUID(), ...claims };
      for (const answer of [await exportOf(who), await leave(who)]) {
        expect(outcomeOf(answer)).toEqual([403, 'fresh_sign_in_required']);
        expect(answer.body?.detail).toMatch(/sign in at your issuer again \(prompt=login, or max_age=300\)/);
      }
      expect((await ask(who)).status).toBe(200);
    });

    it('get everything by a token of a fresh sign-in', async () => {
      const who = { sub: crypto.randomUUID(), name: 'Hanako', auth_time: secondsAgo(290) };
      await ask(who, 'POST', '/api/orders', { items: [{ price_id: priceId, quantity: 1 }] });
      const { status, body } = await exportOf(who);
      expect([status, body]).toMatchObject([
        200,
        { profile: { name: 'Hanako' }, orders: [{ total: 1_100 }], sessions: [], saved_cards: [] },
      ]);
    });

    it('are gone with what is known of them; no token from before brings them back, a new sign-in begins anew', async () => {
      const sub = `canary-${crypto.randomUUID()}`;
      const email = `${crypto.randomUUID()}@example.com`;
      const about = { sub, email, email_verified: true, name: 'Hanako' };
      const before = { ...about, auth_time: secondsAgo(60) };
      const { body: first } = await ask(before);
      await ask(before, 'POST', '/api/orders', { items: [{ price_id: priceId, quantity: 1 }] });
      expect(await leave(before)).toMatchObject({ status: 204, body: null });
      expect(await findInTables(shop.app.database.url, [sub])).toEqual([]);

      // As a tab does that was left open: the same token, and one that it had renewed without anybody there.
      for (const token of [before, { ...before, iat: secondsAgo(-30) }, { ...about, iat: undefined }]) {
        expect(outcomeOf(await ask(token))).toEqual([401, 'account_deleted']);
      }
      expect(await findInTables(shop.app.database.url, [sub])).toEqual([]);

      const after = { ...about, auth_time: secondsAgo(-2) };
      const { body: again } = await ask(after);
      expect(again).toMatchObject({ email, name: 'Hanako' });
      expect(again?.id).not.toBe(first?.id);
      expect((await ask(after, 'GET', '/api/orders')).body?.data).toEqual([]);
      // Their issuer's clock is ahead of ours: nothing brings them back by the token that sent them away.
      expect((await leave(after)).status).toBe(204);
      expect(outcomeOf(await ask(after))).toEqual([401, 'account_deleted']);
    });

    it('are remembered to be gone for as long as tokens from before may live', async () => {
      const who = { sub: crypto.randomUUID(), auth_time: secondsAgo(1) };
      await ask(who);
      await leave(who);
      const purge = (): Promise<void> =>
        shop.worker.get(PurgeExpiredAccess).execute(new AbortController().signal);
      await purge();
      expect(outcomeOf(await ask(who))).toEqual([401, 'account_deleted']);
      await query(`UPDATE external_departures SET departed_at = departed_at - interval '31 days'`);
      await purge();
      expect(await query('SELECT departed_at FROM external_departures')).toEqual([]);
    });
  });

  it('are no operators, whatever their tokens or our tables say', async () => {
    const claims = { sub: crypto.randomUUID(), role: 'operator', roles: ['operator'] };
    const { body } = await ask(claims);
    expect(outcomeOf(await ask(claims, 'GET', '/api/admin/orders'))).toEqual([403, 'permission_denied']);
    await query(`UPDATE users SET role = 'operator' WHERE id = $1`, [body?.id]);
    expect(outcomeOf(await ask(claims, 'GET', '/api/admin/orders'))).toEqual([403, 'permission_denied']);
  });

  it('come by a bearer token only, and a forged one opens nothing', async () => {
    const thief = browser();
    thief.cookies.set('kaikei_access', await issuer.token());
    expect((await thief.get('/api/users/me')).status).toBe(401);
    expect(outcomeOf(await ask({ exp: 1 }))).toEqual([401, 'unauthenticated']);
    expect(outcomeOf(await ask({ aud: 'elsewhere' }))).toEqual([401, 'unauthenticated']);
  });

  it('are asked to wait where the issuer is away and their key unknown; all others go on', async () => {
    const away = await Issuer.start();
    const other = await startPayingShop(away.env);
    try {
      away.isDown = true;
      const asked = new BrowserClient(other.app.url);
      const answer = await asked.get('/api/users/me', { headers: bearer(await away.token()) });
      expect(outcomeOf(answer)).toEqual([503, 'issuer_unavailable']);
      expect((await ApiUser.register(other.app)).accessToken).toEqual(expect.any(String));
    } finally {
      await other.close();
      await away.close();
    }
  });
});
