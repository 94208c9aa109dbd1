import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiUser } from '../support/api-user.js';
import { type RunningApp, startApp } from '../support/app.js';
import { BrowserClient } from '../support/browser-client.js';
import { stock } from '../support/stocked-shop.js';
import { sql } from '../support/sql.js';
import { startStripeCustomersStub, type StripeCustomersStub } from '../support/stripe-customers-stub.js';

const UNKNOWN = '00000000-0000-7000-8000-0000000000ff';
const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

describe('the catalogue', () => {
  let stripe: StripeCustomersStub;
  let app: RunningApp;
  let operator: ApiUser;
  let customer: ApiUser;
  let visitor: BrowserClient;

  beforeAll(async () => {
    stripe = await startStripeCustomersStub();
    app = await startApp({ env: { STRIPE_API_BASE: stripe.url } });
    operator = await ApiUser.operator(app);
    customer = await ApiUser.register(app);
    visitor = new BrowserClient(app.url);
  });
  afterAll(async () => {
    await app.close();
    await stripe.close();
  });

  const audited = async (subject: string): Promise<string[]> => {
    const rows = await sql<{ action: string }>(
      app.database.url,
      'SELECT action FROM audit_log WHERE subject = $1 AND actor_user_id = $2 ORDER BY id',
      [subject, operator.id],
    );
    return rows.map(({ action }) => action);
  };

  it('shows anyone the products with what they cost', async () => {
    const { productId, priceId } = await stock(operator);
    const monthly = await operator.post('/api/admin/prices', {
      product_id: productId,
      currency: 'usd',
      unit_amount: 900,
      type: 'recurring',
      interval: 'month',
      tax_rate: 8.875,
    });
    const shown = {
      id: productId,
      name: 'Notebook',
      description: '',
      prices: [
        {
          id: priceId,
          currency: 'jpy',
          unit_amount: 1_100,
          type: 'one_time',
          tax_behavior: 'inclusive',
          tax_rate: 10,
        },
        {
          id: monthly.body?.id,
          currency: 'usd',
          unit_amount: 900,
          type: 'recurring',
          interval: 'month',
          tax_behavior: 'exclusive',
          tax_rate: 8.875,
        },
      ],
    };
    expect(await visitor.get(`/api/products/${productId}`)).toMatchObject({ status: 200, body: shown });
    const list = await visitor.get('/api/products?limit=1');
    expect(list).toMatchObject({ status: 200, body: { data: [shown] } });
  });

  it('pages with a cursor, and refuses anything else', async () => {
    await stock(operator);
    await stock(operator);
    const first = await visitor.get('/api/products?limit=1');
    expect(first.body).toMatchObject({ has_more: true });
    const second = await visitor.get(`/api/products?limit=100&cursor=${String(first.body?.next_cursor)}`);
    expect(second.body).toMatchObject({ has_more: false, next_cursor: null });
    expect(second.body?.data).not.toContainEqual(expect.objectContaining({ id: first.body?.id }));
    for (const query of ['limit=0', 'limit=101', 'limit=ten', 'limit=1&limit=2', 'page=2']) {
      expect(await visitor.get(`/api/products?${query}`)).toMatchObject({
        status: 400,
        body: { code: 'validation_failed' },
      });
    }
    expect(await visitor.get('/api/products?cursor=abc')).toMatchObject({
      status: 400,
      body: { code: 'cursor_invalid' },
    });
  });

  it('hides inactive products and prices from the shop', async () => {
    const { productId, priceId } = await stock(operator);
    await operator.patch(`/api/admin/prices/${priceId}`, { active: false });
    expect((await visitor.get(`/api/products/${productId}`)).body?.prices).toEqual([]);
    await operator.patch(`/api/admin/products/${productId}`, { active: false });
    expect(await visitor.get(`/api/products/${productId}`)).toMatchObject({
      status: 404,
      body: { code: 'product_not_found' },
    });
    expect((await operator.get(`/api/admin/products/${productId}`)).body).toMatchObject({
      active: false,
      prices: [{ id: priceId, active: false }],
    });
    const listed = await operator.get('/api/admin/products?limit=1');
    expect(listed.body).toMatchObject({ data: [{ id: productId }] });
  });

  it('writes down who did what', async () => {
    const { productId, priceId } = await stock(operator);
    const changed = await operator.patch(`/api/admin/products/${productId}`, { name: 'Ledger' });
    expect(changed).toMatchObject({
      status: 200,
      body: {
        name: 'Ledger',
        created_at: expect.stringMatching(TIME),
        updated_at: expect.stringMatching(TIME),
      },
    });
    await operator.patch(`/api/admin/prices/${priceId}`, { unit_amount: 1_200, tax_rate: 8 });
    expect(await audited(productId)).toEqual(['product.created', 'product.changed']);
    expect(await audited(priceId)).toEqual(['price.created', 'price.changed']);
  });

  it('adds once what is asked for again under its key after a crash', async () => {
    const { productId } = await stock(operator);
    const price = { product_id: productId, currency: 'jpy', unit_amount: 100, type: 'one_time' };
    for (const [path, body] of [
      ['/api/admin/products', { name: 'Pen' }],
      ['/api/admin/prices', price],
    ] as const) {
      const headers = { 'idempotency-key': path };
      const first = await operator.post(path, body, headers);
      // As if the process had ended between the commit and the keeping of its answer.
      await sql(
        app.database.url,
        `UPDATE idempotency_keys SET response_status = NULL, response_body = NULL, locked_until = now() - interval '1 second'
         WHERE key = $1`,
        [path],
      );
      const second = await operator.post(path, body, headers);
      expect([second.status, second.headers.get('idempotency-replayed')]).toEqual([201, null]);
      expect(second.body).toEqual(first.body);
      expect(await audited(String(first.body?.id))).toHaveLength(1);
    }
  });

  it('keeps what a price costs once it was ordered', async () => {
    const { priceId } = await stock(operator);
    expect(await operator.patch(`/api/admin/prices/${priceId}`, { unit_amount: 990 })).toMatchObject({
      status: 200,
      body: { unit_amount: 990 },
    });
    await customer.post('/api/orders', { items: [{ price_id: priceId, quantity: 1 }] });
    expect(await operator.patch(`/api/admin/prices/${priceId}`, { unit_amount: 1_000 })).toMatchObject({
      status: 409,
      body: { code: 'price_immutable' },
    });
    expect(await operator.patch(`/api/admin/prices/${priceId}`, { active: false })).toMatchObject({
      status: 200,
      body: { active: false, unit_amount: 990 },
    });
  });

  it.each([
    ['/api/admin/products', { name: '' }, 400, 'validation_failed'],
    ['/api/admin/products', { name: 'Pen', active: 'yes' }, 400, 'validation_failed'],
    ['/api/admin/products', { name: 'Pen', description: null }, 400, 'validation_failed'],
    ['/api/admin/products', { name: 'Pen', price: 5 }, 400, 'validation_failed'],
    ['/api/admin/prices', { unit_amount: 1.5 }, 400, 'validation_failed'],
    ['/api/admin/prices', { unit_amount: -1 }, 400, 'validation_failed'],
    ['/api/admin/prices', { tax_rate: 8.87501 }, 400, 'validation_failed'],
    ['/api/admin/prices', { tax_rate: 101 }, 400, 'validation_failed'],
    ['/api/admin/prices', { type: 'weekly' }, 400, 'validation_failed'],
    ['/api/admin/prices', { interval: 'month' }, 422, 'price_invalid'],
    ['/api/admin/prices', { type: 'recurring' }, 422, 'price_invalid'],
    ['/api/admin/prices', { unit_amount: 100_000_000 }, 422, 'price_invalid'],
    ['/api/admin/prices', { currency: 'kwd', unit_amount: 1_001 }, 422, 'price_invalid'],
    ['/api/admin/prices', { currency: 'xxx' }, 422, 'currency_unknown'],
    ['/api/admin/prices', { product_id: UNKNOWN }, 404, 'product_not_found'],
    ['/api/admin/prices', { product_id: 'pen' }, 404, 'product_not_found'],
  ])('refuses at %s: %j', async (path, wrong, status, code) => {
    const { productId } = await stock(operator);
    const price = { product_id: productId, currency: 'jpy', unit_amount: 100, type: 'one_time' };
    const body = path.endsWith('prices') ? { ...price, ...wrong } : wrong;
    expect(await operator.post(path, body)).toMatchObject({ status, body: { code } });
  });

  it.each(['/api/admin/products/', '/api/admin/prices/', '/api/products/'])(
    'knows no other id below %s',
    async (path) => {
      const send = (id: string) =>
        path.includes('admin') ? operator.patch(path + id, { active: true }) : visitor.get(path + id);
      for (const id of [UNKNOWN, 'pen']) expect((await send(id)).status).toBe(404);
    },
  );

  it('is changed by operators alone', async () => {
    for (const path of ['/api/admin/products', '/api/admin/prices']) {
      expect(await customer.post(path, {})).toMatchObject({ status: 403 });
      expect(await visitor.post(path, {})).toMatchObject({ status: 401 });
    }
  });
});
