import type { ApiUser } from '../support/api-user.js';
import { type PaidOrder, PaidOrders, rows } from '../support/paid-orders.js';
import { sql } from '../support/sql.js';

const UNKNOWN = '00000000-0000-7000-8000-0000000000ff';

describe('what operators look at', () => {
  let orders: PaidOrders;
  let operator: ApiUser;
  let paid: PaidOrder;

  beforeAll(async () => {
    orders = await PaidOrders.open();
    operator = orders.operator;
    paid = await orders.pay();
    expect((await orders.refund(paid, { amount: 200, reason: 'too late' })).status).toBe(201);
    await orders.becomes(paid, 'partially_refunded');
  });
  afterAll(() => orders.close());

  const list = async (path: string): Promise<Record<string, unknown>[]> => {
    const { status, body } = await operator.get(path);
    expect([path, status]).toEqual([path, 200]);
    return rows(body as Record<string, unknown>, 'data');
  };

  it('is an order found by its number, its customer and its payment, with its customer and what is left to refund', async () => {
    const detail = await orders.detail(paid);
    const customer = detail.customer as { id: string; email: string };
    expect(customer).toMatchObject({ id: orders.customer.id, name: 'Hanako' });
    expect(detail).toMatchObject({ amount_refundable: 2_000, capture_method: 'automatic' });
    const searches = [String(detail.number).toLowerCase(), customer.email, paid.paymentIntentId];
    for (const search of searches)
      expect(await list(`/api/admin/orders?search=${encodeURIComponent(search)}`)).toMatchObject([
        { id: paid.orderId, customer },
      ]);
    expect(await list('/api/admin/orders?search=KAI-000000-00000')).toEqual([]);
    expect(await list(`/api/admin/orders?user_id=${UNKNOWN}`)).toEqual([]);
    const placed = encodeURIComponent(String(detail.created_at));
    expect(await list(`/api/admin/orders?placed_from=${placed}`)).toHaveLength(1);
    expect(await list(`/api/admin/orders?placed_before=${placed}`)).toEqual([]);
  });

  it('is the whole story of an order', async () => {
    const entries = await list(`/api/admin/orders/${paid.orderId}/timeline?limit=100`);
    const titles = entries.map(({ kind, title }) => `${String(kind)} ${String(title)}`);
    for (const expected of [
      'status pending',
      'payment payment_intent',
      'event payment_intent.succeeded',
      'status paid',
      'refund operator',
      'audit order.refunded',
      'status partially_refunded',
    ])
      expect(titles).toContain(expected);
    expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).toSorted());
    expect(entries.find(({ kind }) => kind === 'refund')).toMatchObject({ amount: 200, detail: 'too late' });
    expect(entries.find(({ kind }) => kind === 'audit')).toMatchObject({ actor: { id: operator.id } });
    expect((await operator.get(`/api/admin/orders/${UNKNOWN}/timeline`)).status).toBe(404);
  });

  it('are customers, what they paid, and the cards that Stripe keeps for them', async () => {
    const found = await list('/api/admin/users?search=hanako&role=customer');
    expect(found).toMatchObject([{ id: orders.customer.id }]);
    expect(JSON.stringify(found)).not.toContain('password');
    const { body } = await operator.get(`/api/admin/users/${orders.customer.id}`);
    expect(body).toMatchObject({
      live_sessions: 1,
      totals: [{ currency: 'jpy', orders: 1, captured: 2_200, refunded: 200 }],
    });
    expect(await list(`/api/admin/users/${orders.customer.id}/payment-methods`)).toEqual([]);
    expect((await operator.get(`/api/admin/users/${UNKNOWN}`)).body?.code).toBe('user_not_found');
  });

  it('is the money of the day, how long events waited, and what waits for a person', async () => {
    const day = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
    const { body: revenue } = await operator.get(`/api/admin/statistics/revenue?from=${day}&to=${day}`);
    expect(revenue).toEqual({
      time_zone: 'Asia/Tokyo',
      from: day,
      to: day,
      data: [
        { date: day, currency: 'jpy', payments: 1, captured: 2_200, refunds: 1, refunded: 200, net: 2_000 },
      ],
    });
    const { body: lag } = await operator.get(`/api/admin/statistics/events?from=${day}&to=${day}`);
    expect(lag).toMatchObject({ interval: 'hour', data: [{ p50_ms: expect.any(Number) }] });
    await sql(
      orders.shop.app.database.url,
      `INSERT INTO findings (id, organization_id, kind, subject, fact, detail, created_at)
       SELECT gen_random_uuid(), id, 'payment_mismatch', 'pi_1', 'amount', 'The amount is 1, expected 2.', now() FROM organizations`,
    );
    expect((await operator.get('/api/admin/statistics/attention')).body).toMatchObject({
      open_findings: 1,
      dead_events: 0,
      next_dispute_due_by: null,
    });
    expect(await list('/api/admin/findings?status=open')).toHaveLength(1);
    expect(await list('/api/admin/findings?status=resolved')).toEqual([]);
  });

  it.each([
    'orders?placed_from=yesterday',
    'orders?placed_before=2026-11-20T09:00:00',
    'orders?user_id=me',
    'orders?search=',
    'orders?refund=failed',
    'events?received_from=2026-13-01T00:00:00Z',
    'findings?status=some',
    'disputes?view=all',
    'users?role=admin',
    'statistics/revenue',
    'statistics/revenue?from=2026-02-30&to=2026-03-01',
    'statistics/revenue?from=0000-01-01&to=0000-01-02',
    'statistics/revenue?from=2026-03-02&to=2026-03-01',
    'statistics/events?from=2025-01-01&to=2026-01-02',
  ])('says what is wrong with %s', async (path) => {
    const { status, body } = await operator.get(`/api/admin/${path}`);
    expect([status, body?.code, Array.isArray(body?.errors)]).toEqual([400, 'validation_failed', true]);
  });

  it.each([
    'users',
    `users/${UNKNOWN}`,
    `users/${UNKNOWN}/payment-methods`,
    `orders/${UNKNOWN}/timeline`,
    'statistics/revenue?from=2026-11-20&to=2026-11-20',
    'statistics/events?from=2026-11-20&to=2026-11-20',
    'statistics/attention',
  ])('is not for customers: %s', async (path) => {
    expect((await orders.customer.get(`/api/admin/${path}`)).status).toBe(403);
  });
});
