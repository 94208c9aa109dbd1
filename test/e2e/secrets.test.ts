import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiUser } from '../support/api-user.js';
import { type Answer, BrowserClient } from '../support/browser-client.js';
import { bearer, registration } from '../support/identity-app.js';
import { CARD, SecretShop } from '../support/secret-shop.js';
import { deliver, newEventId } from '../support/signed-event.js';

const NEW_PASSWORD = 'gravel tent horse';
const PROGRAMS = /^\/(?:api|health|metrics|webhooks)(?:\/|$)/;
/** That Stripe could send, about something that is nobody's. */
const EVENT = {
  object: 'event',
  type: 'customer.updated',
  created: 1_790_000_000,
  data: { object: { id: 'cus_1' } },
};

let shop: SecretShop;

beforeAll(async () => {
  shop = await SecretShop.open();
});
afterAll(() => shop.close());

const stranger = (): BrowserClient => new BrowserClient(shop.app.url);
const byBearer = (path: string, token: string, headers = {}): Promise<Answer> =>
  stranger().get(path, { headers: { ...bearer(token), ...headers } });
/** The owner's browser, with something else in a cookie. */
const withCookie = (name: string, value: string): BrowserClient => {
  const browser = shop.browser.copy();
  browser.cookies.set(name, value);
  return browser;
};

/** Each place that takes a secret, and which of them open it. Those that use one up, or sign out, come last. */
const DOORS: [string, readonly string[], (secret: string) => Promise<{ readonly status: number }>][] = [
  ['a bearer token', ['access token'], (secret) => byBearer('/api/users/me', secret)],
  [
    'the cookie of access',
    ['access token'],
    (secret) => withCookie('kaikei_access', secret).get('/api/users/me'),
  ],
  [
    'an API key for a customer',
    ['API key', 'access token'],
    (secret) => byBearer('/api/orders', secret, { 'kaikei-user': shop.owner.id }),
  ],
  ['a monitoring token', ['monitoring token'], (secret) => byBearer('/health/internal', secret)],
  [
    'a CSRF token',
    ['CSRF token'],
    (secret) =>
      shop.browser.send('PATCH', '/api/users/me', {
        csrf: false,
        headers: { 'x-csrf-token': secret },
        body: { name: 'Hanako' },
      }),
  ],
  [
    'the signature of an event',
    ['Stripe’s signing secret'],
    (secret) => deliver(shop.app.url, secret, { ...EVENT, id: newEventId() }),
  ],
  [
    'a password',
    ['password'],
    (password) => stranger().post('/api/auth/login', { email: shop.owner.email, password }),
  ],
  [
    'the cookie of refreshing',
    ['refresh token'],
    (secret) => withCookie('kaikei_refresh', secret).post('/api/auth/refresh'),
  ],
  [
    'the link to verify an address',
    ['verification token'],
    (token) => stranger().post('/api/auth/email/verify', { token }),
  ],
  [
    'the link to reset a password',
    ['reset token'],
    (token) => stranger().post('/api/auth/password/reset', { token, new_password: NEW_PASSWORD }),
  ],
  [
    'the link of a new address',
    ['token of a new address'],
    (token) => shop.browser.post('/api/auth/email/change/confirm', { token }),
  ],
];

describe('secrets of each kind', () => {
  it.each(DOORS)('open what takes %s where they are meant for it, and nowhere else', async (_, own, open) => {
    const isOpen = async (name: string): Promise<boolean> =>
      (await open(shop.secrets.get(name))).status < 300;
    const others = shop.secrets.names.filter((name) => !own.includes(name));
    const opened: string[] = [];
    for (const name of others) if (await isOpen(name)) opened.push(name);
    expect(opened).toEqual([]);
    for (const name of own) expect([name, await isOpen(name)]).toEqual([name, true]);
  });
});

describe('secrets that come in where they do not belong', () => {
  const FIELDS = ['password', 'current_password', 'token', 'client_secret', 'card_number', 'anything'];

  it('are refused by every route without a word about them', async () => {
    const planted = shop.secrets.plant('secret of a stranger');
    const intruder = await ApiUser.operator(shop.app);
    const misplaced = { authorization: `Bearer ${planted}`, cookie: `kaikei_access=${planted}` };
    const body = Object.fromEntries(FIELDS.map((field) => [field, field === 'card_number' ? CARD : planted]));
    const identities = [misplaced, bearer(intruder.accessToken)];
    const routes = shop.routes.filter(({ path }) => PROGRAMS.test(path));
    expect(routes.length).toBeGreaterThan(60);
    for (const { method, path } of routes) {
      for (const headers of identities) {
        const answer = await fetch(
          `${shop.app.url}${path.replaceAll(/:\w+/g, shop.orderId)}?token=${planted}&card=${CARD}`,
          {
            method,
            headers: {
              ...headers,
              'content-type': 'application/json',
              'stripe-signature': `t=1,v1=${planted}`,
            },
            ...(method !== 'GET' && { body: JSON.stringify(body) }),
          },
        );
        const text = (await answer.text()) + JSON.stringify([...answer.headers]);
        expect([method, path, shop.secrets.foundIn(text)]).toEqual([method, path, []]);
      }
    }
  });

  it('are refused where they are guesses', async () => {
    const wrong = shop.secrets.plant('wrong password');
    // The address that the owner has changed to by now.
    const email = `new-${shop.owner.email}`;
    const guesses: [string, object][] = [
      ['/api/auth/login', { email, password: wrong }],
      ['/api/auth/register', registration({ email, password: wrong })],
      ['/api/auth/password/reset', { token: wrong, new_password: wrong }],
      ['/api/auth/email/verify', { token: wrong }],
    ];
    for (const [path, body] of guesses) {
      const answer = await stranger().post(path, body);
      expect([path, answer.status >= 400, shop.secrets.foundIn(JSON.stringify(answer.body))]).toEqual([
        path,
        true,
        [],
      ]);
    }
  });
});

describe('after all that, no secret', () => {
  it('stands in a line of the log', () => {
    expect(shop.logged.split('"level":"warn"').length).toBeGreaterThan(50);
    expect(shop.secrets.foundIn(shop.logged)).toEqual([]);
  });

  it('stands in a table', async () => {
    expect(await shop.secrets.foundInTables(shop.app.database.url)).toEqual([]);
  });

  it('is told to operators, who are told everything else', async () => {
    const lists = shop.routes.filter(
      ({ method, path }) => method === 'GET' && /^\/api\/admin\/[^:]*$/.test(path),
    );
    expect(lists.length).toBeGreaterThan(10);
    const [event] = (await shop.operator.get('/api/admin/events?type=payment_intent.created')).body?.data as [
      { id: string },
    ];
    const details = [
      `/api/admin/events/${event.id}`,
      `/api/admin/orders/${shop.orderId}`,
      `/api/admin/users/${shop.owner.id}`,
    ];
    for (const path of [
      ...lists.map((route) => route.path),
      ...details,
      `/api/admin/orders/${shop.orderId}/timeline`,
    ]) {
      const { status, body } = await shop.operator.get(path);
      expect([path, shop.secrets.foundIn(JSON.stringify(body))]).toEqual([path, []]);
      expect([path, status]).toEqual([path, path.includes('/statistics/') && status === 400 ? 400 : 200]);
    }
  });
});
