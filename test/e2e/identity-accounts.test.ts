import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from '../support/app.js';
import { type Answer, BrowserClient } from '../support/browser-client.js';
import { eventually } from '../support/eventually.js';
import { freePort } from '../../scripts/lib/ports.mjs';
import { type IdentityApp, PASSWORD, registration, startIdentityApp } from '../support/identity-app.js';
import { sql } from '../support/sql.js';
import { startStripeCustomersStub } from '../support/stripe-customers-stub.js';

describe('accounts', () => {
  let identity: IdentityApp;
  beforeAll(async () => {
    identity = await startIdentityApp();
  });
  afterAll(() => identity.close());

  const register = (overrides?: Record<string, unknown>): Promise<Answer> =>
    identity.browser().post('/api/auth/register', registration(overrides));
  const stripeCustomersOf = (email: string): URLSearchParams[] =>
    identity.stripe.customers.filter((parameters) => parameters.get('email') === email);
  const logIn = (email: string, password: string): Promise<Answer> =>
    identity.browser().post('/api/auth/login', { email, password });

  describe('POST /api/auth/register', () => {
    it('answers 201 with the user and tokens, and never with a password', async () => {
      const answer = await register({
        email: ' Hanako@Example.COM ',
        phone: '+81 90 1234 5678',
        birthdate: '1990-12-31',
      });
      expect(answer.status).toBe(201);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.body).toEqual({
        user: {
          id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
          email: 'hanako@example.com',
          name: 'Hanako',
          phone: '+81 90 1234 5678',
          birthdate: '1990-12-31',
          locale: null,
          role: 'customer',
          email_verified: false,
          created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        },
        access_token: expect.stringMatching(/^eyJ/),
        expires_in: 600,
        csrf_token: expect.any(String),
      });
    });

    it('makes the Stripe customer once, with our user id in its metadata', async () => {
      const email = 'taro@example.com';
      const { body } = await register({ email });
      const made = stripeCustomersOf(email);
      expect(made.map((parameters) => parameters.get('metadata[user_id]'))).toEqual([body?.user?.id]);
    });

    it.each([
      ['terms_accepted', false],
      ['terms_accepted', 'true'],
      ['terms_accepted', undefined],
      ['privacy_accepted', false],
      ['privacy_accepted', 1],
      ['email', 'nobody'],
      ['email', '00000000-0000-7000-8000-0000000000ff@deleted.invalid'],
      ['email', 7],
      ['email', ['a@example.com']],
      ['password', 'short'],
      ['password', 'x'.repeat(129)],
      ['password', 'Password123'],
      ['password', null],
      ['name', ''],
      ['name', undefined],
      ['phone', 'call me'],
      ['birthdate', '1990-02-30'],
      ['role', 'operator'],
      ['email_verified', true],
    ])('refuses %s = %j by name', async (field, value) => {
      const answer = await register({ [field]: value });
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({
        code: 'validation_failed',
        errors: expect.arrayContaining([{ field, message: expect.any(String) }]),
      });
    });

    it('keeps the times at which terms and privacy policy were accepted', async () => {
      const before = Date.now();
      const email = 'terms@example.com';
      await register({ email });
      const [row] = await sql<{ terms: Date; privacy: Date }>(
        identity.app.database.url,
        'SELECT terms_accepted_at AS terms, privacy_accepted_at AS privacy FROM users WHERE email = $1',
        [email],
      );
      expect(row?.terms.getTime()).toBeGreaterThanOrEqual(before);
      expect(row?.privacy).toEqual(row?.terms);
    });

    it('lets one of twenty parallel registrations of one address through and answers 409 to the others', async () => {
      const email = 'race@example.com';
      const answers = await Promise.all(Array.from({ length: 20 }, () => register({ email })));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(19).fill(409)]);
      expect(answers.filter(({ body }) => body?.code === 'email_taken')).toHaveLength(19);
      expect(stripeCustomersOf(email)).toHaveLength(1);
    });
  });

  describe('POST /api/auth/login', () => {
    it('signs in whoever registered, whatever the case of the address', async () => {
      await register({ email: 'login@example.com' });
      const answer = await logIn('LogIn@example.com', PASSWORD);
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({ user: { email: 'login@example.com' }, expires_in: 600 });
    });

    it('answers a wrong password and an unknown address alike', async () => {
      await register({ email: 'alike@example.com' });
      const wrong = await logIn('alike@example.com', 'a wrong password');
      const unknown = await logIn('unknown@example.com', 'a wrong password');
      expect(wrong.status).toBe(401);
      expect(wrong.body).toMatchObject({ code: 'invalid_credentials' });
      expect(unknown).toMatchObject({ status: wrong.status, body: wrong.body });
    });

    it('refuses other fields and other types', async () => {
      const client = identity.browser();
      const extra = await client.post('/api/auth/login', {
        email: 'a@b.co',
        password: PASSWORD,
        remember: true,
      });
      const wrongType = await client.post('/api/auth/login', { email: { $ne: null }, password: PASSWORD });
      expect([extra.status, wrongType.status]).toEqual([400, 400]);
    });
  });

  describe('/api/users/me', () => {
    it('shows and changes the own profile', async () => {
      const { browser: client } = await identity.registered();
      await client.send('PATCH', '/api/users/me', { body: { phone: '090-1234-5678' } });
      const changed = await client.send('PATCH', '/api/users/me', {
        body: { name: 'Hana', birthdate: '1990-12-31' },
      });
      expect(changed.status).toBe(200);
      expect(changed.body).toMatchObject({ name: 'Hana', phone: '090-1234-5678', birthdate: '1990-12-31' });
      const cleared = await client.send('PATCH', '/api/users/me', { body: { phone: null, locale: 'ja' } });
      expect(cleared.body).toMatchObject({ name: 'Hana', phone: null, locale: 'ja' });
      expect((await client.get('/api/users/me')).body).toEqual(cleared.body);
    });

    it.each([
      { role: 'operator' },
      { email: 'other@example.com' },
      { name: null },
      { name: '' },
      { phone: 5 },
      { locale: 'fr' },
    ])('refuses to change %j', async (body) => {
      const { browser: client } = await identity.registered();
      const answer = await client.send('PATCH', '/api/users/me', { body });
      expect([answer.status, answer.body?.code]).toEqual([400, 'validation_failed']);
    });

    it('is for those who are signed in', async () => {
      const answer = await identity.browser().get('/api/users/me');
      expect([answer.status, answer.body?.code]).toEqual([401, 'unauthenticated']);
    });
  });
});

describe('accounts while Stripe is out of reach', () => {
  it('are made within seconds, and their Stripe customer when it is back', async () => {
    const port = await freePort();
    const app = await startApp({ env: { STRIPE_API_BASE: `http://127.0.0.1:${port}` } });
    const started = performance.now();
    const answer = await new BrowserClient(app.url).post('/api/auth/register', registration());
    expect(answer.status).toBe(201);
    expect(performance.now() - started).toBeLessThan(5_000);

    const stripe = await startStripeCustomersStub(port);
    try {
      const customerOf = (): Promise<{ id: string | null }[]> =>
        sql(app.database.url, 'SELECT stripe_customer_id AS id FROM stripe_customers');
      const rows = await eventually(customerOf, ([row]) => row?.id === 'cus_1', 10_000);
      expect(rows).toHaveLength(1);
      expect(stripe.customers).toHaveLength(1);
    } finally {
      await app.close();
      await stripe.close();
    }
  });
});

describe('sign-in routes', () => {
  it('allow a tenth of the general rate, and say when to come back', async () => {
    const app = await startApp({ env: { RATE_LIMIT_PER_MINUTE: '50' } });
    try {
      const client = new BrowserClient(app.url);
      const attempt = (): Promise<Answer> =>
        client.post('/api/auth/login', { email: 'a@b.co', password: PASSWORD });
      for (let count = 0; count < 5; count += 1) expect((await attempt()).status).toBe(401);
      const refused = await attempt();
      expect([refused.status, refused.body?.code]).toEqual([429, 'rate_limited']);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    } finally {
      await app.close();
    }
  });
});
