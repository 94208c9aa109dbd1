import { execFileSync } from 'node:child_process';
import { HttpAdapterHost } from '@nestjs/core';
import { Injectable, Module } from '@nestjs/common';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import Stripe from 'stripe';
import { fromRoot } from '../../scripts/lib/paths.mjs';
import { startApp } from '../support/app.js';
import { DocumentedApi } from '../support/documented-api.js';
import { manageWebhooks } from '../support/documented-webhooks.js';
import { eventually } from '../support/eventually.js';
import { exerciseAccounts } from '../support/exercise-accounts.js';
import { exerciseApiKeys } from '../support/exercise-api-keys.js';
import { exerciseCatalogue } from '../support/exercise-catalogue.js';
import { exerciseFindings } from '../support/exercise-findings.js';
import { exerciseOperators } from '../support/exercise-operators.js';
import { exercisePurchases } from '../support/exercise-purchases.js';
import { exerciseRefunds } from '../support/exercise-refunds.js';
import { exerciseSavedCards } from '../support/exercise-saved-cards.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { type Stack, startStack } from '../support/stack.js';

const PAID_WITHIN_MS = 10_000;
const NOWHERE = { env: {}, maxBuffer: Infinity };
/** Not for callers of the API: pages, their data, and what Stripe alone calls. */
const NOT_DOCUMENTED = /^(?:\/docs|\/dev\/|\/openapi\.json|\/\*$|\*$|\/webhooks\/)/;

/**
 * The document is made by the compiler's plugin from types and comments, so the built API is looked at, as a process.
 */
describe('the OpenAPI document', () => {
  let stack: Stack;
  let api: DocumentedApi;
  let sink: SmtpSink;

  beforeAll(async () => {
    sink = await SmtpSink.start();
    const mail = { SMTP_URL: sink.url, MAIL_FROM: 'shop@shop.example' };
    stack = await startStack({ env: { METRICS_TOKEN: 'a monitoring token', ...mail } });
    api = await DocumentedApi.read(stack.apiUrl);
  });
  afterAll(async () => {
    await stack.stop();
    await sink.close();
  });

  it('is OpenAPI 3.1 whose references resolve and whose schemas are schemas', () => {
    expect(api.document.openapi).toBe('3.1.0');
    for (const name of Object.keys(api.document.components.schemas)) {
      expect(() => api.validator(`/components/schemas/${name}`)).not.toThrow();
    }
    expect(JSON.stringify(api.document)).not.toContain('"nullable"');
  });

  it('gives each operation one name, a description, an answer, and the parameters of its path', () => {
    const operations = api.operations();
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [name, operation] of operations) {
      expect({ name, ...operation }).toMatchObject({
        summary: expect.any(String),
        tags: [expect.any(String)],
      });
      const inPath = [...name.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
      const declared = (operation.parameters ?? []).filter((one) => one.in === 'path');
      expect(declared.map((one) => one.name)).toEqual(inPath);
      expect(Object.keys(operation.responses).some((status) => status.startsWith('2'))).toBe(true);
    }
  });

  it('is what the command prints, without a server, a database or Stripe', () => {
    const printed = execFileSync(process.execPath, [fromRoot('dist', 'cli.js'), 'openapi'], NOWHERE);
    expect(JSON.parse(printed.toString())).toEqual(api.document);
  });

  it('describes every answer schema with properties, not as an empty object', () => {
    for (const [name, schema] of Object.entries(api.document.components.schemas)) {
      const { enum: words, properties = {} } = schema as { enum?: string[]; properties?: object };
      expect([name, words ?? Object.keys(properties)]).not.toEqual([name, []]);
    }
  });

  it('lets every POST below /api take an Idempotency-Key, except where someone signs in', () => {
    const posts = api
      .operations()
      .filter(([name]) => name.startsWith('POST /api/') && !name.startsWith('POST /api/auth/'));
    const without = posts.filter(([, { parameters = [] }]) =>
      parameters.every((parameter) => parameter.name !== 'Idempotency-Key'),
    );
    expect(without.map(([name]) => name)).toEqual([]);
  });

  it('knows every route that there is', async () => {
    const routes = await routesOfApp();
    const documented = api.operations().map(([name]) => name);
    expect(routes.filter((route) => !documented.includes(route))).toEqual([]);
    expect(documented.filter((name) => !routes.includes(name))).toEqual([]);
  });

  it('says what every operation really answers', async () => {
    await exercise(api, stack, sink);
    const succeeded = [...api.seen].filter((one) => / 2\d\d$/.test(one)).map((one) => one.slice(0, -4));
    expect(
      api
        .operations()
        .filter(([name]) => !succeeded.includes(name))
        .map(([name]) => name),
    ).toEqual([]);
    expect([...api.seen].some((one) => one.endsWith(' 400'))).toBe(true);
    expect([...api.seen].some((one) => one.endsWith(' 401'))).toBe(true);
    expect([...api.seen].some((one) => one.endsWith(' 404'))).toBe(true);
  });
});

/** `GET /api/orders/{id}` of every route that the server has, HEAD and OPTIONS aside. */
async function routesOfApp(): Promise<string[]> {
  const routes = new Set<string>();

  @Injectable()
  class RouteCollector {
    constructor(host: HttpAdapterHost<FastifyAdapter>) {
      host.httpAdapter.getInstance().addHook('onRoute', ({ method, url }) => {
        for (const one of [method].flat()) {
          if (['HEAD', 'OPTIONS'].includes(one) || NOT_DOCUMENTED.test(url)) continue;
          routes.add(`${one} ${url.replace(/:(\w+)/g, '{$1}')}`);
        }
      });
    }
  }
  @Module({ providers: [RouteCollector] })
  class CollectorModule {}

  const app = await startApp({ extraModules: [CollectorModule] });
  await app.close();
  return [...routes];
}

/** Everyone's day: a visitor, a customer, an operator and a monitor, each answer held against the document. */
async function exercise(api: DocumentedApi, stack: Stack, sink: SmtpSink): Promise<void> {
  await visit(api);
  await exerciseAccounts(api, sink);
  const bought = await buy(api, stack);
  await operate(api, stack, bought);
  await api.call('GET /health/internal', { token: 'a monitoring token' });
  await api.call('GET /api/orders/{id}', { token: bought.token, params: { id: 'nonsense' } });
}

interface Product {
  readonly prices: readonly { readonly id: string; readonly type: string }[];
}
interface Bought {
  readonly token: string;
  readonly paidId: string;
  readonly openId: string;
}

async function visit(api: DocumentedApi): Promise<void> {
  for (const probe of ['GET /health', 'GET /health/live', 'GET /health/ready', 'GET /api/config']) {
    await api.call(probe);
  }
  const { body } = await api.call('GET /api/products');
  await api.call('GET /api/products/{id}', { params: { id: body.data[0].id } });
  await api.call('GET /api/orders');
  await api.call('POST /api/orders', { body: {} });
}

async function buy(api: DocumentedApi, stack: Stack): Promise<Bought> {
  const account = {
    email: 'hanako@example.com',
    password: 'horse tent gravel',
    name: 'Hanako',
    terms_accepted: true,
    privacy_accepted: true,
  };
  await api.call('POST /api/auth/register', { body: { ...account, name: 7 } });
  await api.call('POST /api/auth/register', { body: account });
  const { body, response } = await api.call('POST /api/auth/login', {
    body: { email: account.email, password: account.password },
  });
  const token = String(body.access_token);
  const cookie = response.headers.getSetCookie().map((one) => one.split(';')[0]);
  const csrf = cookie.find((one) => one?.includes('csrf'))?.split('=')[1] ?? '';
  await api.call('GET /api/auth/session', { token });
  await api.call('GET /api/users/me', { token });
  await api.call('PATCH /api/users/me', { token, body: { name: 'Hanako S.', locale: 'ja' } });

  const { data } = (await api.call('GET /api/products')).body as { data: Product[] };
  const price = data.flatMap((one) => one.prices).find((one) => one.type === 'one_time');
  const items = [{ price_id: price?.id, quantity: 1 }];
  await api.call('POST /api/orders', { token, body: { items: [{ ...items[0], quantity: 0 }] } });
  const dropped = (await api.call('POST /api/orders', { token, body: { items } })).body;
  await api.call('POST /api/orders/{id}/cancel', { token, params: { id: dropped.id } });
  const order = (await api.call('POST /api/orders', { token, body: { items } })).body;
  const open = (await api.call('POST /api/orders', { token, body: { items } })).body;
  const intent = (await api.call('POST /api/payments/intent', { token, body: { order_id: order.id } })).body;
  await confirm(stack, String(intent.payment_intent_id));
  await eventually(
    () => api.call('GET /api/orders/{id}', { token, params: { id: order.id } }),
    (answer) => answer.body.status === 'paid',
    PAID_WITHIN_MS,
  );
  await api.call('POST /api/checkout', { token, body: { order_id: open.id } });
  await api.call('POST /api/orders/{id}/refresh', { token, params: { id: open.id } });
  await api.call('GET /api/orders', { token });
  await exerciseSavedCards(api, stack, token);
  await api.call('GET /api/users/me/export', { token });
  const session = { cookie: cookie.join('; '), headers: { 'x-csrf-token': csrf } };
  await api.call('POST /api/auth/refresh', session);
  await api.call('POST /api/auth/logout', session);
  return { token, paidId: String(order.id), openId: String(open.id) };
}

async function confirm(stack: Stack, paymentIntentId: string): Promise<void> {
  const { hostname: host, port } = new URL(stack.sandboxUrl);
  const stripe = new Stripe('sk_test_sandbox', { host, port, protocol: 'http', telemetry: false });
  await stripe.paymentIntents.confirm(paymentIntentId, { payment_method: 'pm_card_visa' });
}

async function operate(
  api: DocumentedApi,
  stack: Stack,
  { token: customer, paidId, openId }: Bought,
): Promise<void> {
  const token = String((await api.call('POST /api/auth/login', { body: stack.operator })).body.access_token);
  await exerciseCatalogue(api, token);
  await api.call('GET /api/admin/orders', { token });
  await api.call('GET /api/admin/orders/{id}', { token, params: { id: paidId } });
  await api.call('POST /api/admin/orders/{id}/cancel', { token, params: { id: openId } });
  await exercisePurchases(api, stack, { customer, operator: token, paidId });
  await exerciseRefunds(api, stack, token, paidId);
  await exerciseOperators(api, { token, orderId: paidId });
  const events = (await api.call('GET /api/admin/events', { token })).body.data;
  await api.call('GET /api/admin/events/{id}', { token, params: { id: events[0].id } });
  await api.call('POST /api/admin/events/{id}/replay', { token, params: { id: events[0].id } });
  await api.call('POST /api/admin/events/replay', { token, body: { ids: [events[0].id] } });
  await api.call('GET /api/admin/findings', { token });
  await exerciseFindings(api, stack, token);
  await manageWebhooks(api, token);
  await exerciseApiKeys(api, token);
  await api.call('GET /api/admin/audit', { token });
}
