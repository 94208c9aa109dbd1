import pg from 'pg';
import { ApiUser } from '../support/api-user.js';
import type { Answer } from '../support/browser-client.js';
import { eventually } from '../support/eventually.js';
import { type PayingShop, startPayingShop } from '../support/paying-shop.js';
import { SandboxClient } from '../support/sandbox-client.js';
import { secretsInTables } from '../support/secret-scan.js';
import { stock } from '../support/stocked-shop.js';

const SETTLED_WITHIN_MS = 10_000;
const CARDS = '/api/payment-methods';
const NOT_FOUND = { status: 404, body: { code: 'payment_method_not_found' } };

/** What the script of Stripe.js sends from the customer's browser, with the publishable key. */
type InBrowser = (path: string, parameters: Record<string, string>) => Promise<Record<string, unknown>>;

describe('cards that a customer saves', () => {
  let shop: PayingShop;
  let bank: SandboxClient;
  let operator: ApiUser;
  let customer: ApiUser;
  let priceId: string;

  beforeAll(async () => {
    shop = await startPayingShop();
    bank = new SandboxClient(shop.sandbox.url);
    operator = await ApiUser.operator(shop.app);
    ({ priceId } = await stock(operator));
  });
  beforeEach(async () => {
    customer = await ApiUser.register(shop.app);
  });
  afterEach(() => shop.sandbox.clearFaults());
  afterAll(() => shop.close());

  const inBrowser: InBrowser = async (path, parameters) => {
    const answer = await fetch(`${shop.sandbox.url}/v1/${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer pk_test_kaikei' },
      body: new URLSearchParams({ ...parameters, use_stripe_sdk: 'true' }),
    });
    return (await answer.json()) as Record<string, unknown>;
  };
  const setUp = async (user = customer): Promise<{ id: string; secret: string }> => {
    const { status, body } = await user.post(`${CARDS}/setup-intent`);
    expect(status).toBe(200);
    return { id: String(body?.setup_intent_id), secret: String(body?.client_secret) };
  };
  const save = async (card: string, user = customer): Promise<string> => {
    const { id, secret } = await setUp(user);
    const path = `setup_intents/${id}/confirm`;
    const intent = await inBrowser(path, { client_secret: secret, payment_method: card });
    expect(intent).toMatchObject({ status: 'succeeded' });
    return String(intent.payment_method);
  };
  const cards = async (user = customer): Promise<Record<string, unknown>[]> =>
    (await user.get(CARDS)).body?.data as Record<string, unknown>[];
  const remove = (id: string, user = customer): Promise<Answer> => user.delete(`${CARDS}/${id}`);
  const pay = async (parameters: Record<string, string>): Promise<string> => {
    const items = [{ price_id: priceId, quantity: 1 }];
    const { body: order } = await customer.post('/api/orders', { items });
    const { body } = await customer.post('/api/payments/intent', { order_id: order?.id });
    const path = `payment_intents/${String(body?.payment_intent_id)}/confirm`;
    const paid = await inBrowser(path, { client_secret: String(body?.client_secret), ...parameters });
    expect(paid).toMatchObject({ status: 'succeeded' });
    return String(order?.id);
  };
  const becomesPaid = (orderId: string): Promise<unknown> =>
    eventually(
      async () => (await customer.get(`/api/orders/${orderId}`)).body?.status,
      (status) => status === 'paid',
      SETTLED_WITHIN_MS,
    );

  it('are none at first', async () => {
    const answer = await customer.get(CARDS);
    expect([answer.status, answer.body]).toEqual([200, { data: [], has_more: false, next_cursor: null }]);
  });

  it('are given to Stripe alone, and shown with what may be shown', async () => {
    const id = await save('pm_card_visa');
    expect(await cards()).toEqual([
      {
        id,
        brand: 'visa',
        last4: '4242',
        exp_month: expect.any(Number),
        exp_year: expect.any(Number),
        funding: 'credit',
        wallet: null,
        is_default: false,
        created_at: expect.stringMatching(/Z$/),
      },
    ]);
  });

  it('are listed page by page, the latest first', async () => {
    const saved = [await save('pm_card_visa'), await save('pm_card_mastercard')];
    const first = await customer.get(`${CARDS}?limit=1`);
    expect(first.body).toMatchObject({ data: [{ id: saved[1] }], has_more: true });
    const cursor = String(first.body?.next_cursor);
    const second = await customer.get(`${CARDS}?limit=1&cursor=${cursor}`);
    expect(second.body).toMatchObject({ data: [{ id: saved[0] }], has_more: false, next_cursor: null });
    const foreign = await customer.get(`${CARDS}?cursor=nonsense`);
    expect([foreign.status, foreign.body?.code]).toEqual([400, 'cursor_invalid']);
  });

  it('are saved after 3-D Secure, or not at all', async () => {
    for (const outcome of ['fail', 'pass'] as const) {
      const { id, secret } = await setUp();
      const asked = await inBrowser(`setup_intents/${id}/confirm`, {
        client_secret: secret,
        payment_method: 'pm_card_authenticationRequiredOnSetup',
      });
      expect(asked).toMatchObject({ status: 'requires_action' });
      expect(await cards()).toEqual([]);
      await bank.answerChallenge(secret, outcome);
    }
    expect(await cards()).toMatchObject([{ last4: '3155' }]);
  });

  it('are not saved when the bank declines', async () => {
    const { id, secret } = await setUp();
    const refused = await inBrowser(`setup_intents/${id}/confirm`, {
      client_secret: secret,
      payment_method: 'pm_card_visa_chargeDeclined',
    });
    expect(refused).toMatchObject({ error: { code: 'card_declined' } });
    expect(await cards()).toEqual([]);
  });

  it('have one default at most, which goes with its card', async () => {
    const [visa, mastercard] = [await save('pm_card_visa'), await save('pm_card_mastercard')];
    const defaults = async (): Promise<unknown[]> =>
      (await cards()).filter((card) => card.is_default).map((card) => card.id);
    expect(await defaults()).toEqual([]);
    for (const id of [visa, mastercard, mastercard]) {
      const answer = await customer.post(`${CARDS}/${id}/default`);
      expect(answer).toMatchObject({ status: 200, body: { id, is_default: true } });
      expect(await defaults()).toEqual([id]);
    }
    expect((await remove(mastercard)).status).toBe(204);
    expect(await defaults()).toEqual([]);
    expect(await customer.post(`${CARDS}/${mastercard}/default`)).toMatchObject(NOT_FOUND);
  });

  it('are removed once, whoever asks how often', async () => {
    const id = await save('pm_card_visa');
    const answers = await Promise.all(Array.from({ length: 5 }, () => remove(id)));
    expect(answers.map(({ status }) => status).filter((status) => status !== 204 && status !== 404)).toEqual(
      [],
    );
    expect(answers.some(({ status }) => status === 204)).toBe(true);
    expect(await cards()).toEqual([]);
    expect(await remove(id)).toMatchObject(NOT_FOUND);
    expect((await shop.stripe.paymentMethods.retrieve(id)).customer).toBeNull();
  });

  it('are their own: on every route, another user’s card is not there', async () => {
    const id = await save('pm_card_visa');
    const stranger = await ApiUser.register(shop.app);
    await save('pm_card_mastercard', stranger);
    expect((await cards(stranger)).map((card) => card.id)).not.toContain(id);
    for (const asked of [id, 'pm_nobodys', 'pm_card_visa', 'no-card', 'pm.1']) {
      expect(await stranger.post(`${CARDS}/${asked}/default`)).toMatchObject(NOT_FOUND);
      expect(await remove(asked, stranger)).toMatchObject(NOT_FOUND);
    }
    expect((await cards()).map((card) => card.id)).toEqual([id]);
    for (const answer of [
      await fetch(`${shop.app.url}${CARDS}`),
      await fetch(`${shop.app.url}${CARDS}/${id}`, { method: 'DELETE' }),
      await fetch(`${shop.app.url}${CARDS}/${id}/default`, { method: 'POST' }),
      await fetch(`${shop.app.url}${CARDS}/setup-intent`, { method: 'POST' }),
    ])
      expect(answer.status).toBe(401);
  });

  it('pay for an order, and are saved while paying for one', async () => {
    const first = await pay({ payment_method: 'pm_card_visa', setup_future_usage: 'off_session' });
    await becomesPaid(first);
    const [saved] = await cards();
    await becomesPaid(await pay({ payment_method: String(saved?.id) }));
    expect(await cards()).toEqual([saved]);
    await becomesPaid(await pay({ payment_method: 'pm_card_mastercard' }));
    expect(await cards()).toEqual([saved]);
  });

  it('belong to one customer at Stripe, however many tabs begin at once', async () => {
    const setups = await Promise.all(Array.from({ length: 10 }, () => setUp()));
    expect(new Set(setups.map(({ id }) => id)).size).toBe(10);
    const intents = await Promise.all(setups.map(({ id }) => shop.stripe.setupIntents.retrieve(id)));
    expect(new Set(intents.map((intent) => intent.customer)).size).toBe(1);
    const own = (await bank.customers()).filter(({ metadata }) => metadata.user_id === customer.id);
    expect(own).toHaveLength(1);
  });

  it('are begun once per Idempotency-Key; the secret comes from Stripe again and stands in no table', async () => {
    const key = { 'idempotency-key': crypto.randomUUID() };
    const [first, again] = [
      await customer.post(`${CARDS}/setup-intent`, undefined, key),
      await customer.post(`${CARDS}/setup-intent`, undefined, key),
    ];
    expect(first.body?.client_secret).toMatch(/^seti_.+_secret_/);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.body).toEqual(first.body);
    await save('pm_card_visa');
    const database = new pg.Pool({ connectionString: shop.app.database.url });
    expect(await secretsInTables(database)).toEqual([]);
    await database.end();
  });

  it('are out of reach while Stripe is, and nothing is lost', async () => {
    const id = await save('pm_card_visa');
    const route = 'POST /v1/payment_methods/:id/detach';
    await shop.sandbox.fail({ route, kind: 'status', status: 500, when: 'before', times: 1 });
    expect(await remove(id)).toMatchObject({ status: 503, body: { code: 'stripe_unavailable' } });
    expect(await cards()).toHaveLength(1);
    await shop.sandbox.fail({ route, kind: 'reset', when: 'after', times: 1 });
    expect((await remove(id)).status).toBe(204);
  });

  it('change nothing here: Stripe’s events of them are put aside', async () => {
    const id = await save('pm_card_visa');
    await remove(id);
    const eventsOfCard = async (): Promise<{ type: string; status: string }[]> =>
      (await operator.get(`/api/admin/events?object_id=${id}`)).body?.data as {
        type: string;
        status: string;
      }[];
    const events = await eventually(
      eventsOfCard,
      (all) => all.length === 2 && all.every(({ status }) => status !== 'pending' && status !== 'processing'),
      SETTLED_WITHIN_MS,
    );
    expect(events.map(({ type, status }) => `${type} ${status}`).sort()).toEqual([
      'payment_method.attached ignored',
      'payment_method.detached ignored',
    ]);
  });

  it('begin anew with a customer that was deleted at Stripe', async () => {
    await save('pm_card_visa');
    const [gone] = (await bank.customers()).filter(({ metadata }) => metadata.user_id === customer.id);
    await shop.stripe.customers.del(String(gone?.id));
    expect(await cards()).toEqual([]);
    const id = await save('pm_card_mastercard');
    expect(await cards()).toMatchObject([{ id }]);
  });
});
