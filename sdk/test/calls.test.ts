import { afterEach, expect, test } from '@jest/globals';
import { ApiError, bearer, createKaikei, type Kaikei, newIdempotencyKey } from '../src/index.js';
import { json, TestServer } from './support/test-server.js';

let server: TestServer;
afterEach(() => server.stop());

async function kaikeiFor(...respond: Parameters<typeof TestServer.start>): Promise<Kaikei> {
  server = await TestServer.start(...respond);
  return createKaikei({ baseUrl: server.url, identity: bearer(() => 'token') });
}

test('a call fills path and query, sends JSON under its key, and resolves with the body', async () => {
  const kaikei = await kaikeiFor((_, response) => json(response, 200, { id: 'order' }));
  const body = { items: [{ price_id: 'p', quantity: 2 }] };
  expect(await kaikei.post('/api/orders', { body, idempotencyKey: 'key' })).toEqual({ id: 'order' });
  await kaikei.get('/api/orders', { query: { limit: 5, cursor: 'a&b' } });
  await kaikei.post('/api/orders/{id}/cancel', { path: { id: '../x y' } });

  expect(server.asked[0]).toMatchObject({ method: 'POST', url: '/api/orders', body: JSON.stringify(body) });
  expect(server.asked[0]?.headers).toMatchObject({
    'content-type': 'application/json',
    'idempotency-key': 'key',
    authorization: 'Bearer token',
  });
  expect(server.paths.slice(1)).toEqual([
    '/api/orders?limit=5&cursor=a%26b',
    '/api/orders/..%2Fx%20y/cancel',
  ]);
  expect(server.asked[2]?.headers).not.toHaveProperty('content-type');
});

test('a part of the path that is empty is refused before anything else is asked by mistake', async () => {
  const kaikei = await kaikeiFor((_, response) => json(response, 200, {}));
  await expect(kaikei.get('/api/orders/{id}', { path: { id: '' } })).rejects.toThrow(TypeError);
  expect(server.asked).toEqual([]);
});

test('an answer without a body is undefined', async () => {
  const kaikei = await kaikeiFor((_, response) => response.writeHead(204).end());
  const answer = kaikei.delete('/api/payment-methods/{id}', { path: { id: 'pm_1' } });
  await expect(answer).resolves.toBeUndefined();
});

test('a problem is an ApiError with its code, its words and what is wrong field by field', async () => {
  const errors = [{ field: 'items', message: 'items must not be empty' }];
  const problem = {
    title: 'Bad',
    detail: 'The request has invalid fields.',
    code: 'validation_failed',
    errors,
  };
  const kaikei = await kaikeiFor((_, response) => json(response, 400, problem));
  const error: unknown = await kaikei
    .post('/api/orders', { body: { items: [] } })
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    status: 400,
    code: 'validation_failed',
    message: problem.detail,
    fields: errors,
  });
  expect((error as ApiError).isRefusal).toBe(true);
});

test('a page of a proxy instead of a problem is an error with its status', async () => {
  const kaikei = await kaikeiFor((_, response) => response.writeHead(502).end('<html>Bad gateway</html>'));
  await expect(kaikei.get('/api/config')).rejects.toMatchObject({
    status: 502,
    code: 'http_502',
    isRefusal: false,
  });
});

test('an answer that never comes, breaks off or is no JSON leaves the effect unknown', async () => {
  const kaikei = await kaikeiFor(({ url }, response) => {
    if (url === '/api/config') response.destroy();
    if (url === '/api/products')
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":');
  });
  const noAnswer = { status: 0, code: 'no_answer', isRefusal: false };
  await expect(kaikei.get('/api/config')).rejects.toMatchObject(noAnswer);
  await expect(kaikei.get('/api/products')).rejects.toMatchObject(noAnswer);
  await expect(kaikei.get('/api/orders', { timeoutMs: 20 })).rejects.toMatchObject(noAnswer);
});

test('a caller who gives up gets their own reason, before and after the request was sent', async () => {
  const given = new AbortController();
  const reason = new Error('The page was left.');
  const kaikei = await kaikeiFor(() => given.abort(reason));
  await expect(kaikei.get('/api/config', { signal: given.signal })).rejects.toBe(reason);
  await expect(kaikei.get('/api/config', { signal: given.signal })).rejects.toBe(reason);
  expect(server.asked).toHaveLength(1);
});

test('idempotency keys differ and fit the header', () => {
  const keys = new Set(Array.from({ length: 100 }, newIdempotencyKey));
  expect(keys.size).toBe(100);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
});

/** Compiled by `npm run check`; never called. */
export async function whatTheTypesRefuse(kaikei: Kaikei): Promise<void> {
  // @ts-expect-error there is no such path
  await kaikei.get('/api/nothing');
  // @ts-expect-error nobody can delete an order
  await kaikei.delete('/api/orders/{id}', { path: { id: 'o' } });
  // @ts-expect-error an order has an id
  await kaikei.get('/api/orders/{id}');
  // @ts-expect-error an order has items
  await kaikei.post('/api/orders', { body: {} });
  // @ts-expect-error a query has only what the document says
  await kaikei.get('/api/orders', { query: { colour: 'red' } });
  const { status } = await kaikei.get('/api/orders/{id}', { path: { id: 'o' } });
  // @ts-expect-error there is no such status
  if (status === 'posted') return;
}
