import { DEFAULT_ORGANIZATION_ID } from '../../src/domain/shared/organization.js';
import { ApiUser } from '../support/api-user.js';
import { type RunningApp, startApp } from '../support/app.js';
import { sql } from '../support/sql.js';
import { stock } from '../support/stocked-shop.js';

const cursorOf = (...parts: string[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

describe('lists', () => {
  let app: RunningApp;
  let operator: ApiUser;

  beforeAll(async () => {
    app = await startApp();
    operator = await ApiUser.operator(app);
    await stock(operator);
  });
  afterAll(() => app.close());

  it('are read page by page', async () => {
    const first = (await operator.get('/api/admin/audit?limit=1')).body;
    expect(first).toMatchObject({ data: [{ action: 'price.created' }], has_more: true });
    const cursor = encodeURIComponent(String(first?.next_cursor));
    const second = (await operator.get(`/api/admin/audit?limit=1&cursor=${cursor}`)).body;
    expect(second).toMatchObject({
      data: [{ action: 'product.created', actor_user_id: operator.id }],
      has_more: false,
      next_cursor: null,
    });
  });

  it('of events miss none that came in within the same millisecond', async () => {
    const ids = ['evt_1', 'evt_2', 'evt_3'];
    await sql(
      app.database.url,
      `INSERT INTO stripe_events (organization_id, id, type, livemode, stripe_created_at, payload, received_at, next_attempt_at)
       SELECT $1, 'evt_' || n, 'ping', false, now(), '{}', timestamptz '2026-11-20 09:00:00.123456Z' + n / 2 * interval '1 microsecond', now()
       FROM generate_series(1, 3) AS n`,
      [DEFAULT_ORGANIZATION_ID],
    );
    const seen: unknown[] = [];
    for (let cursor = ''; seen.length < ids.length;) {
      const { body } = await operator.get(`/api/admin/events?limit=1${cursor}`);
      seen.push((body?.data as { id: string }[])[0]?.id);
      cursor = `&cursor=${String(body?.next_cursor)}`;
    }
    expect(seen).toEqual(ids.toReversed());
  });

  it.each(['limit=0', 'limit=101', 'limit=ten', 'limit=1.5', 'limit=1&limit=2', 'page=2'])(
    'refuse ?%s',
    async (query) => {
      const { status, body } = await operator.get(`/api/admin/audit?${query}`);
      expect([status, body?.code]).toEqual([400, 'validation_failed']);
    },
  );

  it.each([
    ['audit', 'made-up'],
    ['audit', cursorOf('x')],
    ['audit', cursorOf('\0')],
    ['audit', cursorOf('1', 'evt_1')],
    ['findings', cursorOf('x')],
    ['events', cursorOf('x', 'y')],
    ['events', cursorOf('99999999999999999999', 'evt_1')],
    ['events', cursorOf('1', '\0')],
  ])('refuse a cursor that they did not hand out (%s %s)', async (list, cursor) => {
    const { status, body } = await operator.get(`/api/admin/${list}?cursor=${cursor}`);
    expect([status, body?.code]).toEqual([400, 'cursor_invalid']);
  });

  it('refuse a null character in a filter', async () => {
    const { status, body } = await operator.get('/api/admin/audit?action=%00');
    expect([status, body?.code]).toEqual([400, 'validation_failed']);
  });

  it('of operators are for operators', async () => {
    const { status, body } = await (await ApiUser.register(app)).get('/api/admin/audit');
    expect([status, body?.code]).toEqual([403, 'permission_denied']);
  });

  it('name nothing by an id that is no UUID', async () => {
    const { status, body } = await operator.get('/api/orders/42');
    expect([status, body?.code]).toEqual([404, 'order_not_found']);
  });
});
