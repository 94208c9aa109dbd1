import { ApiUser } from '../support/api-user.js';
import { type RunningApp, startApp } from '../support/app.js';
import type { Answer } from '../support/browser-client.js';
import { sql } from '../support/sql.js';

const PATH = '/api/admin/webhook-endpoints';
const UNKNOWN = '00000000-0000-7000-8000-0000000000ff';
const URL = 'https://shop.example/hooks';

describe('the receivers of outgoing webhooks', () => {
  let app: RunningApp;
  let operator: ApiUser;
  let customer: ApiUser;

  beforeAll(async () => {
    app = await startApp();
    [operator, customer] = [await ApiUser.operator(app), await ApiUser.register(app)];
  });
  afterAll(() => app.close());

  const create = (body: unknown, headers = {}): Promise<Answer> => operator.post(PATH, body, headers);
  const created = async (): Promise<string> => String((await create({ url: URL })).body?.id);
  const audited = async (subject: string): Promise<string[]> =>
    (
      await sql<{ action: string }>(
        app.database.url,
        'SELECT action FROM audit_log WHERE subject = $1 ORDER BY id',
        [subject],
      )
    ).map(({ action }) => action);

  it('are added by operators, who see the secret then and not again', async () => {
    const { status, body } = await create({
      url: URL,
      description: 'The warehouse',
      event_types: ['order.paid'],
    });
    const shown = await operator.get(`${PATH}/${String(body?.id)}`);

    expect(status).toBe(201);
    const { secret, ...rest } = body ?? {};
    expect(secret).toMatch(/^whsec_/);
    expect(rest).toMatchObject({
      url: URL,
      description: 'The warehouse',
      event_types: ['order.paid'],
      enabled: true,
      disabled_reason: null,
      failing_since: null,
      previous_secret_valid_until: null,
    });
    expect(shown.body).toEqual(rest);
    expect(await audited(String(body?.id))).toEqual(['webhook_endpoint.created']);
  });

  it('are added once under one Idempotency-Key; what is stored of the answer holds no secret', async () => {
    const key = { 'idempotency-key': 'endpoint-once' };
    const [first, second] = [await create({ url: URL }, key), await create({ url: URL }, key)];
    const stored = await sql<{ row: string }>(
      app.database.url,
      'SELECT to_json(t)::text AS row FROM idempotency_keys AS t',
    );
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(JSON.stringify(stored)).not.toContain(String(first.body?.secret));
  });

  it.each([
    ['http://127.0.0.1/', 'webhook_url_refused'],
    ['http://localhost:8080/', 'webhook_url_refused'],
    ['http://169.254.169.254/latest/', 'webhook_url_refused'],
    ['http://[::ffff:10.0.0.1]/', 'webhook_url_refused'],
    ['https://user:password@shop.example/', 'webhook_url_refused'],
    ['ftp://shop.example/', 'webhook_url_refused'],
    ['https://shop.example:25/', 'webhook_url_refused'],
  ])('are not added at %s, nor moved there', async (url, code) => {
    const id = await created();
    for (const answer of [await create({ url }), await operator.patch(`${PATH}/${id}`, { url })]) {
      expect([answer.status, answer.body?.code]).toEqual([422, code]);
    }
  });

  it.each([
    {},
    { url: 1 },
    { url: null },
    { url: URL, event_types: [] },
    { url: URL, event_types: ['order.eaten'] },
    { url: URL, event_types: ['order.paid', 'order.paid'] },
    { url: URL, event_types: 'order.paid' },
    { url: URL, secret: 'whsec_mine' },
    { url: URL, description: 'x'.repeat(501) },
  ])('are refused when the request is %j', async (body) => {
    const { status, body: problem } = await create(body);
    expect([status, problem?.code]).toEqual([400, 'validation_failed']);
  });

  it('are changed, disabled and enabled', async () => {
    const id = await created();
    const changes = { url: 'https://new.example/', description: 'new', event_types: ['*'], enabled: false };
    const disabled = await operator.patch(`${PATH}/${id}`, changes);
    const enabled = await operator.patch(`${PATH}/${id}`, { enabled: true });

    expect([disabled.status, disabled.body]).toMatchObject([
      200,
      { ...changes, disabled_reason: 'operator' },
    ]);
    expect(enabled.body).toMatchObject({ ...changes, enabled: true, disabled_reason: null });
    expect(await audited(id)).toEqual([
      'webhook_endpoint.created',
      'webhook_endpoint.changed',
      'webhook_endpoint.changed',
    ]);
  });

  it('get another secret, and the old one is said to be valid for a day', async () => {
    const { body: before } = await create({ url: URL });
    const id = String(before?.id);
    const { status, body } = await operator.post(`${PATH}/${id}/roll-secret`);
    const validForMs = Date.parse(String(body?.previous_secret_valid_until)) - Date.now();

    expect(status).toBe(200);
    expect(body?.secret).toMatch(/^whsec_/);
    expect(body?.secret).not.toBe(before?.secret);
    expect(Math.round(validForMs / 3_600_000)).toBe(24);
    expect(await audited(id)).toContain('webhook_endpoint.secret_rolled');
  });

  it('are listed page by page, and deleted for good', async () => {
    const ids = [await created(), await created()];
    const page = await operator.get(`${PATH}?limit=1`);
    const next = await operator.get(`${PATH}?limit=1&cursor=${String(page.body?.next_cursor)}`);
    const removed = await operator.delete(`${PATH}/${String(ids[1])}`);

    const idOf = ({ body }: Answer): unknown => (body as { data: { id: string }[] }).data[0]?.id;
    expect([idOf(page), idOf(next)]).toEqual([ids[1], ids[0]]);
    expect(removed.status).toBe(204);
    expect((await operator.get(`${PATH}/${String(ids[1])}`)).status).toBe(404);
    expect(await audited(String(ids[1]))).toContain('webhook_endpoint.deleted');
  });

  it('wait to be sent a ping, which stands among their deliveries; while disabled they are sent nothing', async () => {
    const id = await created();
    const { body } = await operator.post(`${PATH}/${id}/test`);
    const waiting = (await operator.get(`${PATH}/${id}/deliveries?status=pending`)).body as {
      data: unknown[];
    };
    await operator.patch(`${PATH}/${id}`, { enabled: false });
    const cancelled = (await operator.get(`${PATH}/${id}/deliveries`)).body as { data: unknown[] };
    const resent = await operator.post(`/api/admin/webhook-deliveries/${String(body?.id)}/resend`);

    expect(waiting.data).toMatchObject([
      { id: body?.id, event_type: 'ping', status: 'pending', attempts: 0 },
    ]);
    expect(cancelled.data).toMatchObject([{ id: body?.id, status: 'cancelled', next_attempt_at: null }]);
    expect([resent.status, resent.body?.code]).toEqual([409, 'webhook_endpoint_disabled']);
  });

  it('are answered 404 where there is none', async () => {
    for (const id of [UNKNOWN, 'none']) {
      const answers = [
        await operator.get(`${PATH}/${id}`),
        await operator.patch(`${PATH}/${id}`, {}),
        await operator.delete(`${PATH}/${id}`),
        await operator.post(`${PATH}/${id}/roll-secret`),
        await operator.post(`${PATH}/${id}/test`),
        await operator.get(`${PATH}/${id}/deliveries`),
      ];
      expect(answers.map(({ body }) => body?.code)).toEqual(answers.map(() => 'webhook_endpoint_not_found'));
      const deliveries = [
        await operator.get(`/api/admin/webhook-deliveries/${id}`),
        await operator.post(`/api/admin/webhook-deliveries/${id}/resend`),
      ];
      expect(deliveries.map(({ body }) => body?.code)).toEqual(
        deliveries.map(() => 'webhook_delivery_not_found'),
      );
    }
  });

  it('are none of a customer’s business', async () => {
    const id = await created();
    const answers = [
      await customer.get(PATH),
      await customer.post(PATH, { url: URL }),
      await customer.get(`${PATH}/${id}`),
      await customer.patch(`${PATH}/${id}`, {}),
      await customer.delete(`${PATH}/${id}`),
      await customer.post(`${PATH}/${id}/roll-secret`),
      await customer.post(`${PATH}/${id}/test`),
      await customer.get(`${PATH}/${id}/deliveries`),
      await customer.get(`/api/admin/webhook-deliveries/${UNKNOWN}`),
      await customer.post(`/api/admin/webhook-deliveries/${UNKNOWN}/resend`),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403));
  });
});
