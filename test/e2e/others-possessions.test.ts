import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { JwtService } from '@nestjs/jwt';
import Stripe from 'stripe';
import { ApiUser } from '../support/api-user.js';
import { type RunningApp, startApp } from '../support/app.js';
import { type Answer, BrowserClient } from '../support/browser-client.js';
import { bearer } from '../support/identity-app.js';
import { Issuer } from '../support/issuer.js';
import { collectRoutes, type Route } from '../support/route-collector.js';
import { TestSandbox } from '../support/sandbox.js';
import { stock } from '../support/stocked-shop.js';

/** With an id, and everybody's. */
const PUBLIC = /^GET \/api\/products\/:id$/;
/** Whose answers hold what the customer has. */
const OWN_LISTS = ['/api/orders', '/api/payment-methods', '/api/users/me/sessions', '/api/users/me'];

const table: Route[] = [];
let issuer: Issuer;
let sandbox: TestSandbox;
let app: RunningApp;
let customer: ApiUser;
let stranger: ApiUser;
/** Of the customer's, one of each kind, by the route that it stands in. */
let theirs: Readonly<Record<string, string>>;
/** The headers of others, by who they are. */
const others = new Map<string, Record<string, string>>();

beforeAll(async () => {
  [issuer, sandbox] = [await Issuer.start(), await TestSandbox.start()];
  const env = { STRIPE_API_BASE: sandbox.url, ...issuer.env };
  app = await startApp({ env, extraModules: [collectRoutes(table)] });
  const operator = await ApiUser.operator(app);
  [customer, stranger] = [await ApiUser.register(app), await ApiUser.register(app)];
  const { priceId } = await stock(operator);
  const order = await customer.post('/api/orders', { items: [{ price_id: priceId, quantity: 1 }] });
  theirs = {
    '/api/orders/:id': String(order.body?.id),
    '/api/payment-methods/:id': await savedCard(),
    '/api/users/me/sessions/:id': new JwtService().decode<{ sid: string }>(customer.accessToken).sid,
  };
  const scopes = ['orders:read', 'orders:write', 'payments:write'];
  const { body } = await operator.post('/api/admin/api-keys', { name: 'shop', scopes });
  others.set('a stranger', bearer(stranger.accessToken));
  others.set('an operator, as a customer', bearer(operator.accessToken));
  others.set('another issuer’s', bearer(await issuer.token()));
  others.set('a server, for a stranger', { ...bearer(body?.key), 'kaikei-user': stranger.id });
});
afterAll(async () => {
  await app.close();
  await sandbox.close();
  await issuer.close();
});

/** As Stripe.js saves it in the customer's browser. */
async function savedCard(): Promise<string> {
  const { hostname: host, port } = new URL(sandbox.url);
  const stripe = new Stripe('sk_test_kaikei', { host, port, protocol: 'http', telemetry: false });
  const { body } = await customer.post('/api/payment-methods/setup-intent');
  await stripe.setupIntents.confirm(String(body?.setup_intent_id), { payment_method: 'pm_card_visa' });
  const cards = (await customer.get('/api/payment-methods')).body?.data as { id: string }[];
  return cards[0]?.id ?? '';
}

const routes = (): string[] =>
  [...new Set(table.map(({ method, path }) => `${method} ${path}`))].filter((route) =>
    /^\w+ \/api\/(?!admin\/)/.test(route),
  );
const withId = (): string[] => routes().filter((route) => route.includes('/:') && !PUBLIC.test(route));
const kindOf = (route: string): string | undefined =>
  Object.keys(theirs).find((path) => route.includes(` ${path}`));

function ask(route: string, headers: Record<string, string>, id: string): Promise<Answer> {
  const [method = '', path = ''] = route.split(' ');
  const body = method === 'POST' || method === 'PATCH' ? { body: {} } : {};
  return new BrowserClient(app.url).send(method, path.replace(/:\w+/, id), { headers, ...body });
}

/** All that an answer tells, but for the id that was asked for and what each answer has of its own. */
const told = ({ status, headers, body }: Answer, id: string): unknown[] => [
  status,
  JSON.stringify(body).replaceAll(id, '(the id)'),
  [...headers].filter(([name]) => !/^(?:date|x-request-id|ratelimit-.*)$/.test(name)),
];

/** Of the same kind and length, and nobody's. */
const nobodys = (id: string): string => `${id.slice(0, -6)}${id.endsWith('a') ? 'bbbbbb' : 'aaaaaa'}`;

describe('what a customer has', () => {
  it('is known here for every route with an id', () => {
    expect(withId().filter((route) => kindOf(route) === undefined)).toEqual([]);
    expect(withId().length).toBeGreaterThan(6);
    expect(Object.values(theirs).every((id) => id.length > 10)).toBe(true);
  });

  it('is answered to everybody else like what nobody has, on every such route, and stays as it is', async () => {
    const own = (): Promise<unknown[]> =>
      Promise.all(OWN_LISTS.map(async (path) => (await customer.get(path)).body));
    const before = await own();
    const strange: unknown[] = [];
    for (const [who, headers] of others) {
      for (const route of withId()) {
        const id = theirs[kindOf(route) ?? ''] ?? '';
        const answers = [await ask(route, headers, id), await ask(route, headers, nobodys(id))] as const;
        const [real, unknown] = [told(answers[0], id), told(answers[1], nobodys(id))];
        expect([who, route, ...real]).toEqual([who, route, ...unknown]);
        const expected = who === 'a stranger' ? [404] : [403, 404];
        if (!expected.includes(answers[0].status)) strange.push([who, route, answers[0].status]);
      }
    }
    expect(strange).toEqual([]);
    expect(await own()).toEqual(before);
  });

  it('can be neither paid for nor changed by naming it in a body', async () => {
    const body = { order_id: theirs['/api/orders/:id'] };
    for (const path of ['/api/payments/intent', '/api/checkout']) {
      const answer = await stranger.post(path, body);
      expect([answer.status, answer.body?.code]).toEqual([403, 'permission_denied']);
    }
  });

  it('is on no list of anybody else’s, not even with a cursor of theirs', async () => {
    const lists = routes().filter((route) => /^GET \/api\/[^:]*$/.test(route));
    expect(lists.length).toBeGreaterThan(8);
    const words = [customer.id, ...Object.values(theirs)];
    const cursor = Buffer.from(JSON.stringify(['9999999999999999', theirs['/api/orders/:id']]));
    for (const query of ['', `?cursor=${cursor.toString('base64url')}`]) {
      for (const route of lists) {
        const { body } = await ask(`${route}${query}`, bearer(stranger.accessToken), '');
        const text = JSON.stringify(body);
        expect([route, words.filter((word) => text.includes(word))]).toEqual([route, []]);
      }
    }
    const own = await Promise.all(
      OWN_LISTS.map(async (path) => JSON.stringify((await customer.get(path)).body)),
    );
    expect(words.filter((word) => !own.join().includes(word))).toEqual([]);
  });
});
