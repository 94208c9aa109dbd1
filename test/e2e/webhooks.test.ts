import Stripe from 'stripe';
import request from 'supertest';
import { type RunningApp, startApp } from '../support/app.js';
import { sql } from '../support/sql.js';

const SECRET = 'whsec_kaikei';
const PATH = '/webhooks/stripe';

function event(id: string, type = 'customer.updated'): string {
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
