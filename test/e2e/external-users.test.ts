import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GrantPasswordResets } from '../../src/application/identity/grant-password-resets.js';
import { ApiUser } from '../support/api-user.js';
import { type Answer, BrowserClient } from '../support/browser-client.js';
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
