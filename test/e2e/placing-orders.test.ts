import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiUser } from '../support/api-user.js';
import { type RunningApp, startApp } from '../support/app.js';
import type { Answer } from '../support/browser-client.js';
import { type NewPrice, stock } from '../support/stocked-shop.js';
import { sql } from '../support/sql.js';
import { startStripeCustomersStub, type StripeCustomersStub } from '../support/stripe-customers-stub.js';

const UNKNOWN = '00000000-0000-7000-8000-0000000000ff';
const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
const UUID = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);

describe('placing orders', () => {
  let stripe: StripeCustomersStub;
  let app: RunningApp;
  let operator: ApiUser;
  let hanako: ApiUser;

  beforeAll(async () => {
    stripe = await startStripeCustomersStub();
    app = await startApp({ env: { STRIPE_API_BASE: stripe.url } });
    operator = await ApiUser.operator(app);
    hanako = await ApiUser.register(app);
  });
  afterAll(async () => {
    await app.close();
    await stripe.close();
  });

  const priced = async (price?: NewPrice): Promise<string> => (await stock(operator, price)).priceId;
  const place = async (
    user: ApiUser,
    items: readonly unknown[],
    headers: Record<string, string> = {},
  ): Promise<Answer> => user.post('/api/orders', { items }, headers);

  it('computes totals and tax from the catalogue, tax once per rate', async () => {
    const { productId, priceId } = await stock(operator, { unit_amount: 108 });
    const reduced = await priced({ unit_amount: 1_296, tax_rate: 8 });
    const answer = await place(hanako, [
      { price_id: priceId, quantity: 3 },
      { price_id: reduced, quantity: 1 },
    ]);
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: UUID,
      number: expect.stringMatching(/^KAI-\d{6}-[2-9A-HJKMNP-TW-Z]{5}$/),
      status: 'pending',
      currency: 'jpy',
      subtotal: 1_495,
      tax: 125,
      taxes: [
        { rate: 10, amount: 29, taxable: 295 },
        { rate: 8, amount: 96, taxable: 1_200 },
      ],
      total: 1_620,
      amount_captured: 0,
      tax_captured: 0,
      amount_refunded: 0,
      tax_refunded: 0,
      items: [
        {
          id: UUID,
          price_id: priceId,
          product_id: productId,
          name: 'Notebook',
          unit_amount: 108,
          quantity: 3,
          amount: 324,
          tax_behavior: 'inclusive',
          tax_rate: 10,
        },
        expect.objectContaining({ price_id: reduced, quantity: 1, amount: 1_296, tax_rate: 8 }),
      ],
      history: [{ status: 'pending', at: TIME, cause: 'order_placed' }],
      created_at: TIME,
      updated_at: TIME,
      paid_at: null,
      fulfillable_at: null,
      payment: null,
    });
  });

  it('adds tax on top where prices exclude it', async () => {
    const priceId = await priced({ currency: 'usd', unit_amount: 4_800, tax_rate: 8.875 });
    expect((await place(hanako, [{ price_id: priceId, quantity: 1 }])).body).toMatchObject({
      currency: 'usd',
      subtotal: 4_800,
      tax: 426,
      taxes: [{ rate: 8.875, amount: 426, taxable: 4_800 }],
      total: 5_226,
    });
  });

  it('pays an order that costs nothing at once', async () => {
    const priceId = await priced({ unit_amount: 0 });
    expect((await place(hanako, [{ price_id: priceId, quantity: 1 }])).body).toMatchObject({
      status: 'paid',
      total: 0,
      paid_at: TIME,
      history: [{ status: 'pending' }, { status: 'paid', cause: 'nothing_to_pay' }],
    });
  });

  it.each([0, 1_000, -1, 1.5, '1', null, undefined])('refuses a quantity of %j', async (quantity) => {
    expect(await place(hanako, [{ price_id: await priced(), quantity }])).toMatchObject({
      status: 400,
      body: {
        code: 'validation_failed',
        errors: expect.arrayContaining([expect.objectContaining({ field: 'items.0.quantity' })]),
      },
    });
  });

  it('takes 1 to 50 items, each an object', async () => {
    const item = { price_id: await priced(), quantity: 1 };
    const many = (count: number): unknown[] => Array.from({ length: count }, () => item);
    expect((await place(hanako, many(50))).status).toBe(201);
    for (const items of [[], many(51), [[item]], ['item'], [null]]) {
      expect(await place(hanako, items)).toMatchObject({
        status: 400,
        body: { code: 'validation_failed' },
      });
    }
    for (const body of [{}, { items: item }, { items: null }]) {
      expect((await hanako.post('/api/orders', body)).status).toBe(400);
    }
  });

  it.each(['amount', 'total', 'currency', 'user_id', 'status'])(
    'refuses to be told the %s',
    async (field) => {
      const item = { price_id: await priced(), quantity: 1 };
      const atTop = await hanako.post('/api/orders', { items: [item], [field]: 1 });
      const inItem = await place(hanako, [{ ...item, [field]: 1 }]);
      expect(atTop).toMatchObject({
        status: 400,
        body: { code: 'validation_failed', errors: [{ field }] },
      });
      expect(inItem).toMatchObject({ status: 400, body: { errors: [{ field: `items.0.${field}` }] } });
    },
  );

  it('refuses what cannot be ordered, each reason with its code', async () => {
    const good = await priced();
    const refused = async (code: string, ...priceIds: string[]): Promise<void> => {
      const items = priceIds.map((price_id) => ({ price_id, quantity: 1 }));
      expect(await place(hanako, items)).toMatchObject({ status: 422, body: { code } });
    };
    await refused('price_unknown', good, UNKNOWN);
    await refused('price_unknown', 'price_1');
    await refused('price_unknown', await priced({ active: false }));
    await refused('price_not_one_time', await priced({ type: 'recurring', interval: 'month' }));
    await refused('currency_mixed', good, await priced({ currency: 'usd' }));
    await refused('amount_too_large', await priced({ unit_amount: 99_999_999 }), good);
  });

  it('places one order for one idempotency key, and answers the same again', async () => {
    const items = [{ price_id: await priced(), quantity: 1 }];
    const key = { 'idempotency-key': crypto.randomUUID() };
    const first = await place(hanako, items, key);
    const again = await place(hanako, items, key);
    expect(first.status).toBe(201);
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });

  it('finds the order of a request whose answer was lost in a crash', async () => {
    const items = [{ price_id: await priced(), quantity: 1 }];
    const key = crypto.randomUUID();
    const first = await place(hanako, items, { 'idempotency-key': key });
    // As if the process had died between the order's commit and the storing of its answer.
    await sql(
      app.database.url,
      `UPDATE idempotency_keys SET response_status = NULL, response_body = NULL, locked_until = now() - interval '1 s'
       WHERE key = $1`,
      [key],
    );
    const again = await place(hanako, items, { 'idempotency-key': key });
    expect(again).toMatchObject({ status: 201, body: first.body });
  });

  it('is for those who are signed in', async () => {
    const answer = await fetch(`${app.url}/api/orders`, { method: 'POST' });
    expect(answer.status).toBe(401);
  });
});
