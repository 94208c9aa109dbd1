import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { JwtService } from '@nestjs/jwt';
import { ApiUser } from '../support/api-user.js';
import { type RunningApp, startApp } from '../support/app.js';
import { type Answer, BrowserClient } from '../support/browser-client.js';
import { bearer } from '../support/identity-app.js';
import { Issuer } from '../support/issuer.js';
import { collectRoutes, type Route } from '../support/route-collector.js';
import { TestSandbox } from '../support/sandbox.js';
import { sql } from '../support/sql.js';
import { stock } from '../support/stocked-shop.js';

/**
 * Every route, as the app itself knows it, asked by everyone. What stands in none of these lists is for signed-in
 * customers and accepts no API key: a route that someone opens further than that fails here until it is listed.
 */
const FOR_ANYONE: readonly string[] = [
  'GET /health',
  'GET /health/live',
  'GET /health/ready',
  'POST /webhooks/stripe',
  'POST /webhooks/stripe/connect',
  'GET /api/config',
  'GET /api/products',
  'GET /api/products/:id',
  'POST /api/auth/register',
  'POST /api/auth/login',
  'POST /api/auth/refresh',
  'POST /api/auth/logout',
  'POST /api/auth/password/forgot',
  'POST /api/auth/password/reset',
  'POST /api/auth/email/verify',
];
const FOR_OPERATORS = /^\w+ \/api\/admin\//;
const FOR_MONITORS = /^GET \/(?:health\/internal|metrics)$/;
/** Of one's own session or password: nothing for those who signed in elsewhere. */
const FOR_SESSIONS: readonly string[] = [
  'POST /api/auth/password/change',
  'GET /api/auth/email/change',
  'POST /api/auth/email/change',
  'POST /api/auth/email/change/confirm',
  'DELETE /api/auth/email/change',
  'GET /api/auth/session',
  'GET /api/users/me/sessions',
  'DELETE /api/users/me/sessions',
  'DELETE /api/users/me/sessions/:id',
];
const FOR_SERVERS: Readonly<Record<string, string>> = {
  'POST /api/orders': 'orders:write',
  'GET /api/orders': 'orders:read',
  'GET /api/orders/:id': 'orders:read',
  'POST /api/orders/:id/refresh': 'orders:read',
  'POST /api/orders/:id/cancel': 'orders:write',
  'POST /api/payments/intent': 'payments:write',
  'POST /api/checkout': 'payments:write',
};
const SCOPES = ['orders:read', 'orders:write', 'payments:write'];
/** Pages and their files are served to everyone, with nothing of anyone. */
const PROGRAMS = /^\/(?:api|health|metrics|webhooks)(?:\/|$)/;
const PAGES = /^\/(?:\*|docs(?:\/.*)?|openapi\.json|dev\/mails(?:\.css|\.json)?)$/;
const MONITORING_TOKEN = 'a monitoring token';
/** In every form that an id has here, and nobody's. */
const UNKNOWN = '00000000-0000-7000-8000-0000000000ff';

const table: Route[] = [];
let issuer: Issuer;
let sandbox: TestSandbox;
let app: RunningApp;
let customer: ApiUser;
let operator: ApiUser;
let orderId: string;
/** A key of each scope alone. */
const keys = new Map<string, string>();

beforeAll(async () => {
  [issuer, sandbox] = [await Issuer.start(), await TestSandbox.start()];
  const env = { METRICS_TOKEN: MONITORING_TOKEN, STRIPE_API_BASE: sandbox.url, ...issuer.env };
  app = await startApp({ env, extraModules: [collectRoutes(table)] });
  [operator, customer] = [await ApiUser.operator(app), await ApiUser.register(app)];
  const { priceId } = await stock(operator);
  const order = await customer.post('/api/orders', { items: [{ price_id: priceId, quantity: 1 }] });
  orderId = String(order.body?.id);
  for (const scope of SCOPES) {
    const made = await operator.post('/api/admin/api-keys', { name: scope, scopes: [scope] });
    keys.set(scope, String(made.body?.key));
  }
});
afterAll(async () => {
  await app.close();
  await sandbox.close();
  await issuer.close();
});

const routes = (): string[] =>
  [...new Set(table.filter(({ path }) => PROGRAMS.test(path)).map(({ method, path }) => `${method} ${path}`))]
    // Signing out and ending sessions come last, and the account's own end after that: everyone stays who they are.
    .sort((a, b) => endingOf(a) - endingOf(b));
const endingOf = (route: string): number =>
  Number(route.startsWith('DELETE')) + Number(route === 'DELETE /api/users/me');
const closed = (): string[] => routes().filter((route) => !FOR_ANYONE.includes(route));

function ask(
  route: string,
  headers: Record<string, string>,
  id = UNKNOWN,
  body: unknown = {},
): Promise<Answer> {
  const [method = '', path = ''] = route.split(' ');
  const address = path.replace(/:\w+/g, id);
  const sent = method === 'GET' || method === 'DELETE' ? undefined : body;
  return new BrowserClient(app.url).send(method, address, {
    headers,
    ...(sent !== undefined && { body: sent }),
  });
}

const outcome = ({ status, body }: Answer): string => `${status} ${body?.code ?? ''}`;

/** What each of `some` routes answers that is not one of `expected`. */
async function strays(
  some: readonly string[],
  headers: Record<string, string>,
  isExpected: (route: string, answer: Answer) => boolean,
  id?: string,
): Promise<string[]> {
  const found: string[] = [];
  for (const route of some) {
    const answer = await ask(route, headers, id);
    if (!isExpected(route, answer)) found.push(`${route}: ${outcome(answer)}`);
  }
  return found;
}
const isRefusal = ({ status }: Answer): boolean => status === 401 || status === 403;

describe('every route', () => {
  it('is in the table that is asked here', () => {
    expect(routes().length).toBeGreaterThan(60);
    const known = [...FOR_ANYONE, ...FOR_SESSIONS, ...Object.keys(FOR_SERVERS)];
    expect(known.filter((route) => !routes().includes(route))).toEqual([]);
    const others = table.map(({ path }) => path).filter((path) => !PROGRAMS.test(path) && !PAGES.test(path));
    expect(others).toEqual([]);
  });

  it('that is for anyone lets anyone in, and all others nobody who does not say who they are', async () => {
    expect(await strays(FOR_ANYONE, {}, (_, { body }) => body?.code !== 'unauthenticated')).toEqual([]);
    expect(await strays(closed(), {}, (_, answer) => outcome(answer) === '401 unauthenticated')).toEqual([]);
  });

  it('refuses who says so with a token that is no good', async () => {
    const { JWT_SECRET: secret } = app.configuration.values;
    const claims = { ...new JwtService().decode<object>(customer.accessToken), iat: 1, exp: 2 };
    const bad = [
      new JwtService().sign(claims, { secret }),
      new JwtService().sign(
        { ...claims, exp: Date.now() },
        { secret: 'another secret of more than 32 bytes' },
      ),
      await issuer.token({ exp: 1 }),
      await issuer.token({ iss: 'kaikei', aud: 'kaikei-api' }),
      'kk_aaaaaaaaaaaa_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    ];
    for (const token of bad) {
      const found = await strays(closed(), bearer(token), (_, { status }) => status === 401);
      expect(found).toEqual([]);
    }
  });

  it('for operators or monitors refuses customers, theirs and those of other issuers; the rest lets them in', async () => {
    const isTheirs = (route: string): boolean => FOR_OPERATORS.test(route) || FOR_MONITORS.test(route);
    const own = await strays(closed(), bearer(customer.accessToken), (route, answer) =>
      isTheirs(route)
        ? outcome(answer) === '403 permission_denied'
        : !isRefusal(answer) || isOwnRefusal(answer),
    );
    expect(own).toEqual([]);
    const external = await strays(closed(), bearer(await issuer.token()), (route, answer) => {
      if (FOR_MONITORS.test(route)) return answer.status === 401;
      if (FOR_OPERATORS.test(route)) return outcome(answer) === '403 permission_denied';
      return FOR_SESSIONS.includes(route) ? outcome(answer) === '403 session_required' : !isRefusal(answer);
    });
    expect(external).toEqual([]);
  });

  it('accepts the API key that it names a scope for, and no other', async () => {
    for (const [scope, key] of keys) {
      const headers = { ...bearer(key), 'kaikei-user': customer.id };
      const found = await strays(closed(), headers, (route, answer) => {
        if (FOR_SERVERS[route] === scope) return !isRefusal(answer);
        return FOR_MONITORS.test(route) ? answer.status === 401 : outcome(answer) === '403 permission_denied';
      });
      expect([scope, ...found]).toEqual([scope]);
    }
  });

  it('that shows or changes an order does neither with someone else’s', async () => {
    const stranger = bearer((await ApiUser.register(app)).accessToken);
    const ofOrders = closed().filter((route) => /^\w+ \/api\/orders\/:/.test(route));
    expect(ofOrders.length).toBeGreaterThan(3);
    expect(
      await strays(ofOrders, stranger, (_, answer) => outcome(answer) === '404 order_not_found', orderId),
    ).toEqual([]);
    for (const route of ['POST /api/payments/intent', 'POST /api/checkout']) {
      const answer = await ask(route, stranger, UNKNOWN, { order_id: orderId });
      expect(outcome(answer)).toBe('403 permission_denied');
    }
  });

  it('for operators lets them in, until their session ends or they are operators no more', async () => {
    const theirs = closed().filter((route) => FOR_OPERATORS.test(route) || FOR_MONITORS.test(route));
    const headers = bearer(operator.accessToken);
    expect(await strays(theirs, headers, (_, answer) => !isRefusal(answer))).toEqual([]);
    const set = (change: string): Promise<unknown> => sql(app.database.url, change, [operator.id]);
    await set(`UPDATE users SET role = 'customer' WHERE id = $1`);
    const demoted = await strays(theirs, headers, (_, answer) => outcome(answer) === '403 permission_denied');
    expect(demoted).toEqual([]);
    await set(`UPDATE users SET role = 'operator' WHERE id = $1`);
    await set('UPDATE sessions SET revoked_at = now() WHERE user_id = $1');
    const isOut = (route: string, answer: Answer): boolean =>
      FOR_MONITORS.test(route) ? isRefusal(answer) : outcome(answer) === '401 session_ended';
    expect(await strays(theirs, headers, isOut)).toEqual([]);
  });
});

/** Refusals that are about what was sent, by someone who was let in. */
function isOwnRefusal({ body }: Answer): boolean {
  return ['password_wrong', 'session_ended'].includes(String(body?.code));
}
