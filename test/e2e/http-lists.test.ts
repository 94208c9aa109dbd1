import { ApiUser } from '../support/api-user.js';
import { type RunningApp, startApp } from '../support/app.js';
import { stock } from '../support/stocked-shop.js';

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

  it.each(['limit=0', 'limit=101', 'limit=ten', 'limit=1.5', 'limit=1&limit=2', 'page=2'])(
    'refuse ?%s',
    async (query) => {
      const { status, body } = await operator.get(`/api/admin/audit?${query}`);
      expect([status, body?.code]).toEqual([400, 'validation_failed']);
    },
  );

  it('refuse a cursor that they did not hand out', async () => {
    const { status, body } = await operator.get('/api/admin/audit?cursor=made-up');
    expect([status, body?.code]).toEqual([400, 'cursor_invalid']);
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
