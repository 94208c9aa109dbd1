import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type TestSandbox, testSandbox } from './support/sandbox.js';

const RUNS = Number(process.env.SANDBOX_FUZZ ?? 1500);

const PATHS = [
  'payment_intents',
  'customers',
  'refunds',
  'payment_methods',
  'checkout/sessions',
  'webhook_endpoints',
  'setup_intents',
  'prices',
  'disputes/x',
  'payouts',
  'payment_intents/pi_x/confirm',
  'payment_intents/search',
  'events',
  'balance_transactions',
];
const KEYS = [
  'amount',
  'currency',
  'metadata',
  'metadata[a]',
  'metadata[a][b]',
  'expand[]',
  'expand[0]',
  'payment_method_data[type]',
  'payment_method_data[card][number]',
  '__proto__[x]',
  'constructor[prototype]',
  'limit',
  'starting_after',
  'customer',
  'query',
  'url',
  'enabled_events[]',
  'line_items[0][price_data][currency]',
  'hasOwnProperty',
  'toString',
  '',
  '[',
  ']]',
  'a[b',
  'amount[]',
  'payment_method_options[card]',
];
const VALUES = [
  '',
  '1',
  '-1',
  '1e9',
  '99999999999999999999',
  'true',
  'usd',
  'pm_card_visa',
  'cus_x',
  '%',
  '%zz',
  '\0',
  '💴',
  'x'.repeat(6000),
  "status:'succeeded'",
  'data.customer',
  'https://example.com',
  '*',
  'null',
  '{}',
  '[]',
];

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await testSandbox();
});
afterAll(() => sandbox.close());

interface Answer {
  status: number;
  body: string;
}

/** Raw HTTP: fetch would refuse most of what is to be tried. */
function send(method: string, path: string, headers: Record<string, string>, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({
      host: '127.0.0.1',
      port: sandbox.port,
      method,
      path,
      headers: { ...headers, 'Content-Length': Buffer.byteLength(body) },
    });
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const text = fc.oneof(fc.constantFrom(...VALUES), fc.string({ maxLength: 30 }));
const key = fc.oneof(fc.constantFrom(...KEYS), fc.string({ maxLength: 12 }));
const encoded = fc.oneof(
  { weight: 4, arbitrary: text.map(encodeURIComponent) },
  { weight: 1, arbitrary: text.map(printable) },
);
const pairs = fc.array(fc.tuple(key.map(encodeURIComponent), encoded), { maxLength: 6 });
const form = pairs.map((all) => all.map(([k, v]) => `${k}=${v}`).join('&'));
const header = fc.oneof(
  fc.constantFrom(
    'Bearer sk_test_x',
    'Bearer',
    'Basic !!!',
    'Bearer sk_live_x',
    'Bearer pk_test_x',
    'sk_test_x',
  ),
  text.map(printable),
);
const id = fc.oneof(
  fc.constantFrom('pi_x', '..', '%00', '%', 'a'.repeat(300), '%F0%9F%92%B4'),
  text.map(encodeURIComponent),
);

test('fuzzed bodies, keys, ids and headers get Stripe-shaped errors, and nothing breaks', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'POST', 'DELETE'),
      fc.constantFrom(...PATHS),
      fc.option(id),
      form,
      fc.oneof(
        { weight: 6, arbitrary: fc.constant('Bearer sk_test_fuzz') },
        { weight: 1, arbitrary: header },
      ),
      fc.option(text.map(printable)),
      fc.constantFrom(
        'application/x-www-form-urlencoded',
        'application/json',
        'text/plain',
        'multipart/form-data',
        '',
      ),
      async (method, path, tail, body, authorization, idempotency, contentType) => {
        const url = `/v1/${path}${tail === null ? '' : `/${tail}`}${method === 'GET' ? `?${body}` : ''}`;
        const headers = {
          Authorization: authorization,
          ...(contentType === '' ? {} : { 'Content-Type': contentType }),
          ...(idempotency === null ? {} : { 'Idempotency-Key': idempotency }),
        };
        const answer = await send(
          method,
          url.replaceAll(/[^\x21-\x7e]/g, ''),
          headers,
          method === 'POST' ? body : '',
        );
        const label = `${method} ${url} ${body} -> ${answer.status} ${answer.body.slice(0, 300)}`;
        if (answer.status >= 500) throw new Error(label);
        const parsed = JSON.parse(answer.body) as { error?: { type?: string; message?: string } };
        if (
          answer.status >= 400 &&
          (typeof parsed.error?.message !== 'string' || !String(parsed.error.type).endsWith('_error'))
        )
          throw new Error(`not Stripe's shape: ${label}`);
      },
    ),
    { numRuns: RUNS },
  );
  expect((await sandbox.stripe.customers.create()).object).toBe('customer');
}, 300_000);

test('a body of two megabytes is refused without being read into objects', async () => {
  const answer = await send(
    'POST',
    '/v1/customers',
    { Authorization: 'Bearer sk_test_x', 'Content-Type': 'application/x-www-form-urlencoded' },
    `name=${'x'.repeat(2_000_000)}`,
  ).catch((error: unknown) => ({
    status: 413,
    body: JSON.stringify({ error: { code: String(error) } }),
  }));
  expect(answer.status).toBe(413);
});

/** Header values may not hold line breaks or characters beyond Latin-1. */
function printable(value: string): string {
  return value.replaceAll(/[^\x20-\x7e]/g, '').slice(0, 2000);
}
