import Stripe from 'stripe';
import request from 'supertest';
import { type RunningApp, startApp } from '../support/app.js';
import { sql } from '../support/sql.js';

const SECRET = 'whsec_kaikei';
const PATH = '/webhooks/stripe';

function event(id: string, type = 'customer.updated', more: object = {}): string {
  return JSON.stringify({
    id,
    object: 'event',
    api_version: '2026-10-28.endive',
    created: Math.floor(Date.now() / 1_000),
    livemode: false,
    pending_webhooks: 1,
    request: null,
    type,
    data: { object: { id: 'cus_1', object: 'customer', name: '会計' } },
    ...more,
  });
}

function sign(payload: string, { secret = SECRET, timestamp = Math.floor(Date.now() / 1_000) } = {}): string {
  const stripe = new Stripe('sk_test_1', { telemetry: false });
  return stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
}

describe('POST /webhooks/stripe', () => {
  let app: RunningApp;

  beforeAll(async () => {
    app = await startApp({ env: { STRIPE_WEBHOOK_SECRET: `${SECRET},whsec_next` } });
  });
  afterAll(() => app.close());

  const deliver = (payload: string, signature?: string): request.Test => {
    const call = request(app.url).post(PATH).set('content-type', 'application/json; charset=utf-8');
    return signature === undefined
      ? call.send(payload)
      : call.set('stripe-signature', signature).send(payload);
  };
  const stored = async (id: string): Promise<number> => {
    const rows = await sql(app.database.url, 'SELECT FROM stripe_events WHERE id = $1', [id]);
    return rows.length;
  };

  it('stores a signed event and acknowledges it', async () => {
    const payload = event('evt_signed');
    const answer = await deliver(payload, sign(payload));
    expect([answer.status, answer.body]).toEqual([200, { received: true }]);
    expect(await stored('evt_signed')).toBe(1);
  });

  it('takes each secret while they roll', async () => {
    const payload = event('evt_next');
    expect((await deliver(payload, sign(payload, { secret: 'whsec_next' }))).status).toBe(200);
  });

  it('stores one event of ten parallel deliveries, and acknowledges each', async () => {
    const payload = event('evt_ten');
    const answers = await Promise.all(Array.from({ length: 10 }, () => deliver(payload, sign(payload))));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(await stored('evt_ten')).toBe(1);
  });

  it.each([
    ['missing', () => undefined],
    ['made with another secret', (payload: string) => sign(payload, { secret: 'whsec_wrong' })],
    ['too old', (payload: string) => sign(payload, { timestamp: Math.floor(Date.now() / 1_000) - 301 })],
    [
      'from the future',
      (payload: string) => sign(payload, { timestamp: Math.floor(Date.now() / 1_000) + 310 }),
    ],
    ['over other bytes', (payload: string) => sign(`${payload} `)],
  ])('refuses a signature that is %s, and stores nothing', async (_name, signatureOf) => {
    const payload = event('evt_refused');
    const answer = await deliver(payload, signatureOf(payload));
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid_signature']);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(await stored('evt_refused')).toBe(0);
  });

  it('refuses what is signed and is no event', async () => {
    const answer = await deliver('{"hello":1}', sign('{"hello":1}'));
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid_payload']);
  });

  it('refuses an empty body', async () => {
    const answer = await request(app.url).post(PATH).set('stripe-signature', sign(''));
    expect(answer.status).toBe(400);
  });

  it('takes a body of 1 MiB', async () => {
    const payload = event('evt_large').replace('会計', 'x'.repeat(1_048_576 - 400));
    expect((await deliver(payload, sign(payload))).status).toBe(200);
  });
});

describe('POST /webhooks/stripe/connect', () => {
  const CONNECT_SECRET = 'whsec_connect';
  let app: RunningApp;

  beforeAll(async () => {
    const STRIPE_CONNECT_WEBHOOK_SECRET = `${CONNECT_SECRET},whsec_connect_next`;
    app = await startApp({ env: { STRIPE_CONNECT_WEBHOOK_SECRET } });
  });
  afterAll(() => app.close());

  const deliver = (payload: string, secret: string, path = `${PATH}/connect`, url = app.url): request.Test =>
    request(url)
      .post(path)
      .set('content-type', 'application/json; charset=utf-8')
      .set('stripe-signature', sign(payload, { secret }))
      .send(payload);
  const accountOf = (id: string): Promise<unknown[]> =>
    sql(app.database.url, 'SELECT account, livemode FROM stripe_events WHERE id = $1', [id]);

  it.each([
    ['evt_connect', CONNECT_SECRET, { account: 'acct_1' }],
    ['evt_connect_next', 'whsec_connect_next', { account: 'acct_1' }],
    ['evt_connect_live', CONNECT_SECRET, { account: 'acct_2', livemode: true }],
  ])('keeps %s with its account and mode, whoever it is of', async (id, secret, facts) => {
    const answer = await deliver(event(id, 'payment_intent.succeeded', facts), secret);
    expect([answer.status, answer.body]).toEqual([200, { received: true }]);
    expect(await accountOf(id)).toEqual([{ livemode: false, ...facts }]);
  });

  it('keeps a thin event of an account', async () => {
    const thin = {
      object: 'v2.core.event',
      created: '2026-11-21T09:00:00.000Z',
      context: 'acct_1',
      related_object: { id: 'mtr_1', type: 'billing.meter', url: '/v1/billing/meters/mtr_1' },
    };
    const payload = event('evt_thin', 'v1.billing.meter.error_report_triggered', thin);
    expect((await deliver(payload, CONNECT_SECRET)).status).toBe(200);
    expect(await accountOf('evt_thin')).toEqual([{ account: 'acct_1', livemode: false }]);
  });

  it("takes neither endpoint's secret for the other's", async () => {
    const payload = event('evt_other_secret', 'customer.updated', { account: 'acct_1' });
    const answers = [await deliver(payload, SECRET), await deliver(payload, CONNECT_SECRET, PATH)];
    expect(answers.map(({ status, body }) => [status, String(body.code)])).toEqual([
      [400, 'invalid_signature'],
      [400, 'invalid_signature'],
    ]);
    expect(await accountOf('evt_other_secret')).toEqual([]);
  });

  it('refuses everything while it has no secret, and says so', async () => {
    const bare = await startApp();
    try {
      const answer = await deliver(event('evt_bare'), SECRET, `${PATH}/connect`, bare.url);
      expect([answer.status, answer.body.code]).toEqual([400, 'invalid_signature']);
      expect(answer.body.detail).toContain('STRIPE_CONNECT_WEBHOOK_SECRET');
    } finally {
      await bare.close();
    }
  });
});
