import { ApiUser } from '../support/api-user.js';
import type { AnswerBody } from '../support/browser-client.js';
import { type IdentityApp, startIdentityApp } from '../support/identity-app.js';
import { sql } from '../support/sql.js';

const PATH = '/api/admin/events';
const INSERT = `INSERT INTO stripe_events
    (organization_id, id, type, object_id, livemode, stripe_created_at, payload, status, attempts, last_error, processed_at, payload_thinned_at)
  SELECT '00000000-0000-7000-8000-000000000001', $1, $2, 'pi_1', false, now(),
    CASE WHEN $4 THEN NULL ELSE '{"id":"evt"}'::json END, $3, 3, CASE WHEN $3 = 'dead' THEN 'broken' END,
    CASE WHEN $3 = 'processed' THEN now() END, CASE WHEN $4 THEN now() END`;

describe("operators and Stripe's events", () => {
  let world: IdentityApp;
  let operator: ApiUser;

  beforeAll(async () => {
    world = await startIdentityApp();
    operator = await ApiUser.operator(world.app);
  });
  beforeEach(() => sql(world.app.database.url, 'TRUNCATE stripe_events, audit_log'));
  afterAll(() => world.close());

  const insert = (id: string, status: string, type = 'refund.failed', isThinned = false): Promise<unknown> =>
    sql(world.app.database.url, INSERT, [id, type, status, isThinned]);
  const statuses = async (): Promise<Record<string, string>> => {
    const { body } = await operator.get(PATH);
    const events = body?.data as { id: string; status: string }[];
    return Object.fromEntries(events.map(({ id, status }) => [id, status]));
  };
  const replay = async (request: unknown): Promise<[number, AnswerBody | null]> => {
    const { status, body } = await operator.post(`${PATH}/replay`, request);
    return [status, body ?? null];
  };

  it('replay those that are named, as one deed in the audit log', async () => {
    for (const id of ['evt_1', 'evt_2', 'evt_3']) await insert(id, 'dead');
    expect(await replay({ ids: ['evt_1', 'evt_3', 'evt_1'] })).toEqual([
      202,
      { replayed: 2, has_more: false },
    ]);
    expect(await statuses()).toEqual({ evt_1: 'pending', evt_2: 'dead', evt_3: 'pending' });
    const { body } = await operator.get('/api/admin/audit');
    expect(body?.data).toMatchObject([{ action: 'events.replayed', detail: { replayed: 2 } }]);
  });

  it('replay all dead ones, or those of one type', async () => {
    await insert('evt_refund', 'dead');
    await insert('evt_payment', 'dead', 'payment_intent.succeeded');
    await insert('evt_done', 'processed');
    const type = 'payment_intent.succeeded';
    expect(await replay({ status: 'dead', type })).toEqual([202, { replayed: 1, has_more: false }]);
    expect(await statuses()).toEqual({ evt_refund: 'dead', evt_payment: 'pending', evt_done: 'processed' });
    expect(await replay({ status: 'dead' })).toEqual([202, { replayed: 1, has_more: false }]);
    expect(await replay({ status: 'dead' })).toEqual([202, { replayed: 0, has_more: false }]);
  });

  it('replay a great many dead ones, as many as one request may hold each time', async () => {
    await sql(
      world.app.database.url,
      `INSERT INTO stripe_events (organization_id, id, type, livemode, stripe_created_at, payload, status)
       SELECT '00000000-0000-7000-8000-000000000001', 'evt_' || n, 'refund.failed', false, now(), '{}', 'dead'
       FROM generate_series(1, 700) AS n`,
    );
    expect(await replay({ status: 'dead' })).toEqual([202, { replayed: 500, has_more: true }]);
    expect(await replay({ status: 'dead' })).toEqual([202, { replayed: 200, has_more: false }]);
  });

  it('see and replay one however long its id is', async () => {
    const id = 'evt_'.padEnd(255, 'x');
    await insert(id, 'dead');
    expect((await operator.get(`${PATH}/${id}`)).body).toMatchObject({ id, status: 'dead' });
    expect(await operator.post(`${PATH}/${id}/replay`)).toMatchObject({ status: 202 });
    expect(await statuses()).toEqual({ [id]: 'pending' });
  });

  it('replay none when one of those named is not there', async () => {
    await insert('evt_1', 'dead');
    const [status, problem] = await replay({ ids: ['evt_1', 'evt_none'] });
    expect([status, problem?.code]).toEqual([404, 'event_not_found']);
    expect(problem?.detail).toContain('evt_none');
    expect(await statuses()).toEqual({ evt_1: 'dead' });
  });

  it('see that a payload is no longer kept, and cannot replay its event', async () => {
    await insert('evt_old', 'processed', 'refund.failed', true);
    expect((await operator.get(`${PATH}/evt_old`)).body).toMatchObject({
      status: 'processed',
      payload: null,
      payload_thinned_at: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    const one = await operator.post(`${PATH}/evt_old/replay`);
    expect([one.status, one.body?.code]).toEqual([409, 'event_thinned']);
    expect((await replay({ ids: ['evt_old'] }))[1]).toMatchObject({ status: 409, code: 'event_thinned' });
    expect(await statuses()).toEqual({ evt_old: 'processed' });
  });

  it.each([
    ['nothing', {}, 'ids'],
    ['no ids', { ids: [] }, 'ids'],
    ['too many ids', { ids: Array.from({ length: 501 }, (_, n) => `evt_${n}`) }, 'ids'],
    ['ids that are none', { ids: ['evt 1'] }, 'ids'],
    ['one id that is no list', { ids: 'evt_1' }, 'ids'],
    ['another status', { status: 'processed' }, 'status'],
    ['ids and a status', { ids: ['evt_1'], status: 'dead' }, 'status'],
    ['ids and a type', { ids: ['evt_1'], type: 'refund.failed' }, 'type'],
    ['an unknown field', { status: 'dead', all: true }, 'all'],
  ])('are told what is wrong with %s', async (_name, request, field) => {
    const [status, problem] = await replay(request);
    expect([status, problem?.code]).toEqual([400, 'validation_failed']);
    expect((problem?.errors as { field: string }[]).map((error) => error.field)).toContain(field);
  });

  it('are operators', async () => {
    const customer = await ApiUser.register(world.app);
    expect((await customer.post(`${PATH}/replay`, { status: 'dead' })).status).toBe(403);
  });
});
