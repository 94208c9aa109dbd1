import { SettleRefunds } from '../../src/application/payments/settle-refunds.js';
import { eventually } from '../support/eventually.js';
import { type PaidOrder, PaidOrders, rows } from '../support/paid-orders.js';
import { sql } from '../support/sql.js';

const SETTLED_WITHIN_MS = 10_000;

describe('signs of fraud', () => {
  let shop: PaidOrders;

  beforeAll(async () => {
    shop = await PaidOrders.open({ EARLY_FRAUD_WARNING_POLICY: 'refund' });
  });
  afterAll(() => shop.close());

  const told = async (type: string, { orderId }: PaidOrder): Promise<number> => {
    const { url } = shop.shop.app.database;
    const query = 'SELECT FROM outbox_events WHERE type = $1 AND subject = $2';
    return (await sql(url, query, [type, orderId])).length;
  };

  it('are shown with the payment: what Radar thought of it', async () => {
    const order = await shop.pay();
    const detail = await shop.shows(
      order,
      (shown) => (rows(shown, 'payments')[0]?.risks as unknown[]).length === 1,
    );
    expect(rows(detail, 'payments')).toMatchObject([
      { status: 'succeeded', risks: [{ level: 'normal', score: 20, outcome: 'authorized' }] },
    ]);
  });

  it('hold what was bought until a person has approved it', async () => {
    const order = await shop.pay('pm_card_riskLevelElevated');
    const detail = await shop.shows(
      order,
      ({ reviews }) => (reviews as { opened_reason?: unknown }[])[0]?.opened_reason === 'rule',
    );
    const [review] = rows(detail, 'reviews');
    expect(review).toMatchObject({ open: true });
    expect([await told('order.paid', order), await told('order.fulfillable', order)]).toEqual([1, 0]);
    await shop.shop.stripe.reviews.approve(String(review?.id));
    await eventually(
      () => told('order.fulfillable', order),
      (times) => times === 1,
      SETTLED_WITHIN_MS,
    );
    expect(rows(await shop.detail(order), 'reviews')).toMatchObject([
      { open: false, closed_reason: 'approved' },
    ]);
  });

  it('hold it for good where the review ends in a refund', async () => {
    const order = await shop.pay('pm_card_riskLevelElevated');
    await shop.refund(order, { reason: 'fraudulent' });
    await shop.shows(order, ({ reviews }) => (reviews as { open?: unknown }[])[0]?.open === false);
    expect(await told('order.fulfillable', order)).toBe(0);
  });

  it('give the money back before it is disputed, where the shop has decided so', async () => {
    const order = await shop.pay('pm_card_createIssuerFraudRecord');
    await shop.shows(order, ({ refunds }) => (refunds as unknown[]).length === 1);
    await shop.shop.worker.get(SettleRefunds).execute();
    const detail = await shop.becomes(order, 'refunded');
    expect(rows(detail, 'refunds')).toMatchObject([{ requested_by: 'policy', reason: 'fraudulent' }]);
    await shop.shows(
      order,
      ({ fraud_warnings: warnings }) => (warnings as { actionable?: unknown }[])[0]?.actionable === false,
    );
    expect(await told('fraud_warning.received', order)).toBe(1);
  });
});
