import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createProgram } from '../../src/cli/program.js';
import { ApiUser } from '../support/api-user.js';
import { type Answer, BrowserClient } from '../support/browser-client.js';
import { type RunningApp, startApp } from '../support/app.js';
import { bearer } from '../support/identity-app.js';
import { TestSandbox } from '../support/sandbox.js';
import { sql } from '../support/sql.js';
import { stock } from '../support/stocked-shop.js';

const PATH = '/api/admin/api-keys';
const ALL = ['orders:read', 'orders:write', 'payments:write'];
const UNKNOWN = '00000000-0000-7000-8000-0000000000ff';

let sandbox: TestSandbox;
let app: RunningApp;
let operator: ApiUser;
let customer: ApiUser;
let priceId: string;

beforeAll(async () => {
  sandbox = await TestSandbox.start();
  app = await startApp({ env: { STRIPE_API_BASE: sandbox.url } });
  operator = await ApiUser.operator(app);
  ({ priceId } = await stock(operator));
});
afterAll(async () => {
  await app.close();
  await sandbox.close();
});
beforeEach(async () => {
  customer = await ApiUser.register(app);
});

interface Made {
  readonly id: string;
  readonly key: string;
}

async function make(scopes: readonly string[] = ALL): Promise<Made> {
  const { status, body } = await operator.post(PATH, { name: 'The shop’s server', scopes });
  expect(status).toBe(201);
  return body as unknown as Made;
}

/** A request of a server, for `user`. */
function asServer(
  key: string,
  method: string,
  path: string,
  options: { user?: string | null; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const { user = customer.id, body, headers } = options;
  return new BrowserClient(app.url).send(method, path, {
    ...(body !== undefined && { body }),
    headers: { ...bearer(key), ...(user !== null && { 'kaikei-user': user }), ...headers },
  });
}

const order = (): unknown => ({ items: [{ price_id: priceId, quantity: 1 }] });
const outcomeOf = ({ status, body }: Answer): unknown[] => [status, body?.code ?? null];
const query = <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  sql<Row>(app.database.url, text, values);

describe('API keys', () => {
  it('are shown once; lists and tables hold nothing that opens a door', async () => {
    const { id, key } = await make(['orders:read']);
    expect(key).toMatch(/^kk_[a-z2-7]{12}_[A-Za-z0-9_-]{43}$/);
    const listed = (await operator.get(PATH)).body as { data: Record<string, unknown>[] };
    expect(listed.data.find((one) => one.id === id)).toEqual({
      id,
      name: 'The shop’s server',
      prefix: key.slice(0, 15),
      scopes: ['orders:read'],
      created_by: operator.id,
      created_at: expect.any(String),
      last_used_at: null,
      revoked_at: null,
    });
    const secret = key.slice(16);
    const tables = await query<{ row: string }>(
      `SELECT to_json(t)::text AS row FROM api_keys AS t UNION ALL
       SELECT to_json(t)::text FROM audit_log AS t UNION ALL SELECT to_json(t)::text FROM idempotency_keys AS t`,
    );
    expect(JSON.stringify([listed, tables])).not.toContain(secret);
  });

  it('cannot be shown again by a replay, which says so', async () => {
    const once = { 'idempotency-key': 'a key for the server' };
    const ask = (): Promise<Answer> => operator.post(PATH, { name: 'Once', scopes: ALL }, once);
    expect((await ask()).status).toBe(201);
    expect(outcomeOf(await ask())).toEqual([409, 'api_key_shown_once']);
    expect(await query(`SELECT 1 AS one FROM api_keys WHERE name = 'Once'`)).toHaveLength(1);
  });

  it.each([
    {},
    { name: 'x', scopes: [] },
    { name: ' ', scopes: ALL },
    { name: 'x', scopes: ['everything'] },
    { name: 'x', scopes: ['orders:read', 'orders:read'] },
    { name: 'x', scopes: ALL, secret: 'mine' },
  ])('are refused when the request is %j', async (body) => {
    expect(outcomeOf(await operator.post(PATH, body))).toEqual([400, 'validation_failed']);
  });

  it('let a server order for a customer and begin the payment, as if the customer did', async () => {
    const { key } = await make();
    const placed = await asServer(key, 'POST', '/api/orders', { body: order() });
    expect(placed.status).toBe(201);
    const id = String(placed.body?.id);
    expect((await customer.get(`/api/orders/${id}`)).body?.id).toBe(id);
    expect((await asServer(key, 'GET', `/api/orders/${id}`)).status).toBe(200);
    const intent = await asServer(key, 'POST', '/api/payments/intent', { body: { order_id: id } });
    expect(intent.body).toMatchObject({ client_secret: expect.stringMatching(/^pi_/), amount: 1_100 });
    expect((await asServer(key, 'POST', `/api/orders/${id}/cancel`)).body?.status).toBe('cancelled');
  });

  it('open nothing of another customer than the one named', async () => {
    const { key } = await make();
    const placed = await asServer(key, 'POST', '/api/orders', { body: order() });
    const other = await ApiUser.register(app);
    const path = `/api/orders/${String(placed.body?.id)}`;
    expect(outcomeOf(await asServer(key, 'GET', path, { user: other.id }))).toEqual([404, 'order_not_found']);
  });

  it.each([
    ['no one', null, [400, 'acting_user_required']],
    ['someone unknown', UNKNOWN, [403, 'acting_user_refused']],
    ['nonsense', "' OR 1=1", [403, 'acting_user_refused']],
  ])('do nothing where %s is named', async (_, user, outcome) => {
    const { key } = await make();
    expect(outcomeOf(await asServer(key, 'GET', '/api/orders', { user }))).toEqual(outcome);
  });

  it('act for no operator', async () => {
    const { key } = await make();
    const answer = await asServer(key, 'GET', '/api/orders', { user: operator.id });
    expect(outcomeOf(answer)).toEqual([403, 'acting_user_refused']);
  });

  it('are good for their scopes alone', async () => {
    const { key } = await make(['payments:write']);
    for (const [method, path] of [
      ['GET', '/api/orders'],
      ['POST', '/api/orders'],
    ] as const) {
      const answer = await asServer(key, method, path, { ...(method === 'POST' && { body: order() }) });
      expect(outcomeOf(answer)).toEqual([403, 'permission_denied']);
    }
  });

  it('are refused when a character is another one, when unknown and when malformed', async () => {
    const { key } = await make();
    const changed = key.slice(0, 20) + (key[20] === 'A' ? 'B' : 'A') + key.slice(21);
    const other = await make();
    const swapped = key.slice(0, 16) + other.key.slice(16);
    for (const forged of [changed, swapped, 'kk_', 'kk_aaaaaaaaaaaa_', `${key}x`, key.toUpperCase()]) {
      expect((await asServer(forged, 'GET', '/api/orders')).status).toBe(401);
    }
    expect((await asServer(key, 'GET', '/api/orders')).status).toBe(200);
  });

  it('end at once when they are revoked, which is written down once', async () => {
    const { id, key } = await make();
    const answers = await Promise.all(Array.from({ length: 10 }, () => operator.delete(`${PATH}/${id}`)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    expect(outcomeOf(await asServer(key, 'GET', '/api/orders'))).toEqual([401, 'api_key_invalid']);
    const audit = await query('SELECT action, actor_user_id FROM audit_log WHERE subject = $1 ORDER BY id', [
      id,
    ]);
    expect(audit).toEqual([
      { action: 'api_key.created', actor_user_id: operator.id },
      { action: 'api_key.revoked', actor_user_id: operator.id },
    ]);
    expect((await operator.delete(`${PATH}/${UNKNOWN}`)).body?.code).toBe('api_key_not_found');
  });

  it('tell when they were used last, to a minute', async () => {
    const { id, key } = await make();
    const lastUse = async (): Promise<string | undefined> =>
      (await query<{ at: string }>('SELECT last_used_at::text AS at FROM api_keys WHERE id = $1', [id]))[0]
        ?.at;
    await asServer(key, 'GET', '/api/orders');
    const first = await lastUse();
    expect(first).toEqual(expect.any(String));
    await asServer(key, 'GET', '/api/orders');
    expect(await lastUse()).toBe(first);
    await query(`UPDATE api_keys SET last_used_at = now() - interval '1 minute' WHERE id = $1`, [id]);
    const aged = await lastUse();
    await asServer(key, 'GET', '/api/orders');
    expect(await lastUse()).not.toBe(aged);
  });

  it('have Idempotency-Keys of their own: a server and its customer do not answer each other', async () => {
    const [{ key }, second] = [await make(), await make()];
    const headers = { 'idempotency-key': 'order 1' };
    const placed = [
      await asServer(key, 'POST', '/api/orders', { body: order(), headers }),
      await asServer(second.key, 'POST', '/api/orders', { body: order(), headers }),
      await customer.post('/api/orders', order(), headers),
    ];
    expect(new Set(placed.map(({ body }) => body?.id)).size).toBe(3);
    const again = await asServer(key, 'POST', '/api/orders', { body: order(), headers });
    expect([again.body?.id, again.headers.get('idempotency-replayed')]).toEqual([
      placed[0]?.body?.id,
      'true',
    ]);
  });

  it('are made at a terminal, too', async () => {
    const lines: string[] = [];
    const program = createProgram({
      configuration: () => app.configuration,
      write: (line) => lines.push(line),
      readPassword: async () => '',
      terminal: null,
    });
    const command = ['--json', 'apikey', 'create', 'Warehouse', '--scope', 'orders:read', 'orders:write'];
    await program.parseAsync(command, { from: 'user' });
    const { key, scopes } = JSON.parse(lines.join('')) as { key: string; scopes: string[] };
    expect(scopes).toEqual(['orders:read', 'orders:write']);
    expect((await asServer(key, 'GET', '/api/orders')).status).toBe(200);
  });
});
