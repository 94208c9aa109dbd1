import { createHash } from 'node:crypto';
import { ApiUser } from '../support/api-user.js';
import { eventually } from '../support/eventually.js';
import { type PayingShop, startPayingShop } from '../support/paying-shop.js';
import { stock } from '../support/stocked-shop.js';

const SETTLED_WITHIN_MS = 10_000;
const UNKNOWN = '00000000-0000-7000-8000-0000000000ff';

/** What a reader sees of a page, with plain spaces. */
const textOf = (page: string): string =>
  page.replaceAll(/<(style|script)>.*?<\/\1>|<[^>]*>/gs, ' ').replaceAll(/\s+/g, ' ');

describe('what a customer has bought', () => {
  let shop: PayingShop;
  let operator: ApiUser;
  let customer: ApiUser;

  beforeAll(async () => {
    shop = await startPayingShop({
      SELLER_NAME: 'Soroban & Sons',
      SELLER_REGISTRATION_NUMBER: 'T1234567890123',
    });
    operator = await ApiUser.operator(shop.app);
    customer = await ApiUser.register(shop.app, { name: '<b>Aiko</b>' });
  });
  afterAll(() => shop.close());

  const order = async (price: Parameters<typeof stock>[1] = {}): Promise<string> => {
    const { priceId } = await stock(operator, price);
    const { body } = await customer.post('/api/orders', { items: [{ price_id: priceId, quantity: 2 }] });
    return String(body?.id);
  };
  const becomes = (orderId: string, wanted: string): Promise<unknown> =>
    eventually(
      async () => (await customer.get(`/api/orders/${orderId}`)).body?.status,
      (status) => status === wanted,
      SETTLED_WITHIN_MS,
    );
  const pay = async (orderId: string): Promise<void> => {
    const { body } = await customer.post('/api/payments/intent', { order_id: orderId });
    await shop.stripe.paymentIntents.confirm(String(body?.payment_intent_id), {
      payment_method: 'pm_card_visa',
    });
    await becomes(orderId, 'paid');
  };
  /** Holds the money of an order, and takes a part of it. */
  const payInPart = async (orderId: string, amount: number): Promise<void> => {
    const { body } = await customer.post('/api/payments/intent', { order_id: orderId });
    await shop.stripe.paymentIntents.confirm(String(body?.payment_intent_id), {
      payment_method: 'pm_card_visa',
    });
    await becomes(orderId, 'authorized');
    expect((await operator.post(`/api/admin/orders/${orderId}/capture`, { amount })).status).toBe(200);
    await becomes(orderId, 'paid');
  };
  const receipt = (orderId: string, language = 'en', user = customer, query = ''): Promise<Response> =>
    fetch(`${shop.app.url}/api/orders/${orderId}/receipt${query}`, {
      headers: { authorization: `Bearer ${user.accessToken}`, 'accept-language': language },
    });

  it('is listed with what it cost and where its receipt is, and only once it is paid', async () => {
    const paid = await order();
    await pay(paid);
    await order();
    const { status, body } = await customer.get('/api/users/me/purchases');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      data: [
        {
          order_id: paid,
          status: 'paid',
          currency: 'jpy',
          amount: 2_200,
          amount_refunded: 0,
          tax: 200,
          tax_refunded: 0,
          items: [{ name: 'Notebook', quantity: 2, amount: 2_200 }],
          receipt_url: `/api/orders/${paid}/receipt`,
        },
      ],
      has_more: false,
    });
  });

  it('has a receipt that says what the law asks for, and escapes what people wrote', async () => {
    const paid = await order({ tax_rate: 8 });
    await pay(paid);
    const answer = await receipt(paid);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const page = await answer.text();
    for (const text of ['Soroban &amp; Sons', 'T1234567890123', '¥2,200', 'Tax 8% on ¥2,037', '¥163', '※']) {
      expect(page).toContain(text);
    }
    expect(page).toContain('&lt;b&gt;Aiko&lt;/b&gt;');
    expect(page).not.toContain('<b>Aiko');
  });

  it('has a receipt in Japanese for whoever reads Japanese', async () => {
    const paid = await order();
    await pay(paid);
    expect(await (await receipt(paid, 'fr, ja-JP;q=0.9, en;q=0.8')).text()).toContain('領収書');
    const inJapanese = textOf(await (await receipt(paid, 'en', customer, '?language=ja')).text());
    expect(inJapanese).toContain('領収書');
    expect(inJapanese).toContain('Aiko&lt;/b&gt; 様');
    expect((await receipt(paid, 'en', customer, '?language=tlh')).status).toBe(400);
  });

  it('lets nothing run on a receipt but its own style and print button', async () => {
    const paid = await order();
    await pay(paid);
    const answer = await receipt(paid);
    const page = await answer.text();
    const hashOf = (element: string): string => {
      const [, source = ''] = new RegExp(`<${element}>(.*?)</${element}>`, 's').exec(page) ?? [];
      return `'sha256-${createHash('sha256').update(source).digest('base64')}'`;
    };
    expect(answer.headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src ${hashOf('style')}; script-src ${hashOf('script')}; ` +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });

  it.each([
    ['usd', 1_250, '$25.00'],
    ['kwd', 12_340, 'KWD 24.680'],
    ['isk', 100_000, 'ISK 2,000'],
  ])('shows amounts as they are written in %s', async (currency, unitAmount, shown) => {
    const paid = await order({ currency, unit_amount: unitAmount, tax_behavior: 'inclusive' });
    await pay(paid);
    expect((await (await receipt(paid)).text()).replaceAll('\u{a0}', ' ')).toContain(shown);
  });

  it.each([
    ['jpy', 1_100, 100_000, 770, 70, ['Ordered ¥2,200', 'Tax 10% on ¥700 ¥70', 'Charged ¥770']],
    ['usd', 1_250, 100_000, 999, 91, ['Ordered $25.00', 'Tax 10% on $9.08 $0.91', 'Charged $9.99']],
    ['kwd', 12_340, 50_000, 10_000, 480, ['Tax 5% on KWD 9.520 KWD 0.480', 'Charged KWD 10']],
    ['isk', 100_000, 240_000, 150_000, 29_000, ['Tax 24% on ISK 1,210 ISK 290', 'Charged ISK 1,500']],
  ])('shows the tax of what was charged where that is a part, in %s', async (currency, ...facts) => {
    const [unitAmount, ratePpm, amount, tax, shown] = facts;
    const price = {
      currency,
      unit_amount: unitAmount,
      tax_rate: ratePpm / 10_000,
      tax_behavior: 'inclusive',
    };
    const paid = await order({ ...price, capture_method: 'manual' });
    await payInPart(paid, amount);
    const text = textOf(await (await receipt(paid)).text());
    for (const fact of shown) expect(text).toContain(fact);
    const { body } = await customer.get('/api/users/me/purchases?limit=1');
    expect(body?.data).toMatchObject([{ order_id: paid, amount, tax, amount_refunded: 0, tax_refunded: 0 }]);
    expect((await customer.get(`/api/orders/${paid}`)).body).toMatchObject({ tax_captured: tax });
  });

  it('shows the tax of what was given back and of what is kept', async () => {
    const paid = await order({ capture_method: 'manual' });
    await payInPart(paid, 1_540);
    expect((await operator.post(`/api/admin/orders/${paid}/refunds`, { amount: 333 })).status).toBe(201);
    await becomes(paid, 'partially_refunded');
    const text = textOf(await (await receipt(paid)).text());
    expect(text).toContain(
      'Charged ¥1,540 Refunded -¥333 of which tax 10% -¥30 Paid in the end ¥1,207 of which tax 10% ¥110',
    );
    const { body } = await customer.get('/api/users/me/purchases?limit=1');
    expect(body?.data).toMatchObject([{ amount: 1_540, tax: 140, amount_refunded: 333, tax_refunded: 30 }]);
  });

  it('has no receipt before it is paid, and none for anyone else', async () => {
    const unpaid = await order();
    expect(await customer.get(`/api/orders/${unpaid}/receipt`)).toMatchObject({
      status: 409,
      body: { code: 'receipt_not_available' },
    });
    const stranger = await ApiUser.register(shop.app);
    expect((await receipt(unpaid, 'en', stranger)).status).toBe(404);
    expect((await receipt(UNKNOWN)).status).toBe(404);
    expect(await customer.get(`/api/admin/orders/${unpaid}/receipt`)).toMatchObject({ status: 403 });
  });
});
