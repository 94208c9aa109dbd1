import { DomainError, type ErrorKind } from '../../src/domain/shared/domain-error.js';
import { ApiUser } from '../support/api-user.js';
import { type RunningApp, startApp } from '../support/app.js';
import type { Answer } from '../support/browser-client.js';
import { EdgeProbe, probeModule, throws } from '../support/edge-probe.js';
import { sql } from '../support/sql.js';

const PATH = '/api/probe/idempotent';

const refusal = (code: string, kind: ErrorKind) => () => {
  throw new DomainError(code, kind, 'Later.');
};

describe('Idempotency-Key', () => {
  const probe = new EdgeProbe();
  let app: RunningApp;
  let user: ApiUser;
  let keys = 0;

  beforeAll(async () => {
    app = await startApp({ extraModules: [probeModule(probe)] });
    user = await ApiUser.register(app);
  });
  afterAll(() => app.close());
  beforeEach(() => {
    probe.executions = 0;
    probe.resourceIds.length = 0;
    probe.next = () => ({ n: probe.executions, nested: { b: 1, a: [1] } });
  });

  const newKey = (): string => `key-${++keys}`;
  const send = (key: string, body: unknown = { a: 1, b: 2 }, path = PATH, as = user): Promise<Answer> =>
    as.post(path, body, { 'idempotency-key': key });
  const replayed = ({ headers }: Answer): boolean => headers.get('idempotency-replayed') === 'true';

  it('gives the first answer again, word for word', async () => {
    const key = newKey();
    const first = await send(key);
    const second = await send(key);
    expect([first.status, replayed(first), second.status, replayed(second)]).toEqual([201, false, 201, true]);
    expect(JSON.stringify(second.body)).toBe(JSON.stringify(first.body));
    expect(probe.executions).toBe(1);
  });

  it('takes the same fields in another order for the same request', async () => {
    const key = newKey();
    await send(key, { a: 1, b: { c: 2, d: 3 } });
    expect(replayed(await send(key, { b: { d: 3, c: 2 }, a: 1 }))).toBe(true);
  });

  it.each([
    ['another body', { a: 2 }, PATH],
    ['another address', { a: 1, b: 2 }, `${PATH}?x=1`],
  ])('refuses %s under the same key', async (_, body, path) => {
    const key = newKey();
    await send(key);
    const answer = await send(key, body, path);
    expect([answer.status, answer.body?.code]).toEqual([422, 'idempotency_key_reused']);
  });

  it('executes once for fifty at the same time; the others are told to wait, or get the answer', async () => {
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(key)));
    expect(probe.executions).toBe(1);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused.every(({ body }) => body?.code === 'idempotency_in_progress')).toBe(true);
    expect(new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body?.n))).toEqual(
      new Set([1]),
    );
  });

  it('holds however the address is spelt', async () => {
    const [key, path] = [newKey(), PATH.replace('/api', '/%61pi')];
    await send(key, {}, path);
    expect([replayed(await send(key, {}, path)), probe.executions]).toEqual([true, 1]);
  });

  it('is the key of one user only', async () => {
    const key = newKey();
    await send(key);
    const other = await send(key, { other: true }, PATH, await ApiUser.register(app));
    expect([other.status, replayed(other)]).toEqual([201, false]);
  });

  it('keeps what the customer was refused', async () => {
    const key = newKey();
    probe.next = throws.kind('unprocessable');
    const first = await send(key);
    const second = await send(key);
    expect([first.status, second.status, replayed(second)]).toEqual([422, 422, true]);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(probe.executions).toBe(1);
  });

  it.each([
    ['a failure of ours', throws.bug, 500],
    ['an outage', throws.kind('unavailable'), 503],
    ['a lost race', throws.stale, 409],
    ['a limit', refusal('rate_limited', 'rate_limited'), 429],
    ['what is paid in another way at this moment', refusal('payment_replaced', 'conflict'), 409],
    ['a capture that is under way', refusal('capture_in_progress', 'conflict'), 409],
  ])('does not keep %s; the retry works under the same resource id', async (_, failure, status) => {
    const key = newKey();
    probe.next = failure;
    expect((await send(key)).status).toBe(status);
    probe.next = () => ({ ok: true });
    const retry = await send(key);
    expect([retry.status, replayed(retry)]).toEqual([201, false]);
    expect(probe.resourceIds[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(probe.resourceIds[1]).toBe(probe.resourceIds[0]);
  });

  it('frees the key of a request that was not valid', async () => {
    const key = newKey();
    probe.next = throws.kind('invalid');
    expect((await send(key, { wrong: true })).status).toBe(400);
    probe.next = () => ({ ok: true });
    expect((await send(key, { right: true })).status).toBe(201);
  });

  it('is free again after a crash, when the lease has run out, with the same resource id', async () => {
    const key = newKey();
    probe.next = throws.bug;
    await send(key);
    const lockUntil = (time: string): Promise<unknown> =>
      sql(app.database.url, `UPDATE idempotency_keys SET locked_until = ${time} WHERE key = $1`, [key]);
    await lockUntil(`now() + interval '1 minute'`);
    expect((await send(key)).body?.code).toBe('idempotency_in_progress');
    await lockUntil(`now() - interval '1 second'`);
    probe.next = () => ({ ok: true });
    expect((await send(key)).status).toBe(201);
    expect(new Set(probe.resourceIds).size).toBe(1);
  });

  it('stores no secret, and fetches it again for the replay', async () => {
    const key = newKey();
    probe.secret = 'pi_1_secret_first';
    const first = await send(key, {}, '/api/probe/secret');
    const [row] = await sql<{ body: string }>(
      app.database.url,
      'SELECT response_body::text AS body FROM idempotency_keys WHERE key = $1',
      [key],
    );
    expect(row?.body).not.toContain('secret_first');
    const second = await send(key, {}, '/api/probe/secret');
    expect(JSON.stringify(second.body)).toBe(JSON.stringify(first.body));
    expect([replayed(second), probe.executions]).toEqual([true, 1]);
  });

  it('keeps an answer without a body', async () => {
    const key = newKey();
    probe.next = () => undefined;
    await send(key);
    const second = await send(key);
    expect([second.status, second.body, replayed(second)]).toEqual([201, null, true]);
  });

  it.each(['', 'x'.repeat(256), 'kéy'])('refuses a key such as %j', async (key) => {
    const answer = await send(key);
    expect([answer.status, answer.body?.code]).toEqual([400, 'idempotency_key_invalid']);
  });

  it('means nothing on /api/auth, on reads, and without a key', async () => {
    await send('auth', {}, '/api/auth/probe');
    await send('auth', {}, '/api/auth/probe');
    await send('auth', {}, '/api/%61uth/probe');
    await send('auth', {}, '/api/%61uth/probe');
    await user.post(PATH, {});
    expect(probe.executions).toBe(5);
    expect(probe.resourceIds).toEqual([undefined]);
  });
});
