import type { Answer } from '../support/browser-client.js';
import { eventually } from '../support/eventually.js';
import { type PaidOrder, PaidOrders, rows } from '../support/paid-orders.js';

const SETTLED_WITHIN_MS = 10_000;

describe("a customer's bank", () => {
  let shop: PaidOrders;

  beforeAll(async () => {
    shop = await PaidOrders.open();
  });
  afterAll(() => shop.close());

  const disputed = async (): Promise<{ order: PaidOrder; id: string }> => {
    const order = await shop.place();
    const card = { payment_method: 'pm_card_createDispute' };
    await shop.shop.stripe.paymentIntents.confirm(order.paymentIntentId, card);
    const [dispute] = rows(await shop.becomes(order, 'disputed'), 'disputes');
    return { order, id: String(dispute?.id) };
  };
  const answer = (id: string, body: object): Promise<Answer> =>
    shop.operator.post(`/api/admin/disputes/${id}/evidence`, body);

  it('takes the money back for now, and operators see why and until when they can answer', async () => {
    const { order, id } = await disputed();
    const { body } = await shop.operator.get(`/api/admin/disputes/${id}`);
    expect(body).toMatchObject({
      order_id: order.orderId,
      amount: 2_200,
      currency: 'jpy',
      reason: 'fraudulent',
      status: 'needs_response',
      is_inquiry: false,
      is_charge_refundable: false,
      balance_transactions: [{ id: expect.stringMatching(/^txn_/) }],
    });
    expect(Date.parse(String(body?.due_by))).toBeGreaterThan(Date.now());
    const list = await shop.operator.get('/api/admin/disputes?status=needs_response');
    expect(list.body?.data).toContainEqual(expect.objectContaining({ id }));
    expect((await shop.refund(order)).body).toMatchObject({ status: 409, code: 'payment_disputed' });
  });

  it('is convinced by evidence, and the order is paid again', async () => {
    const { order, id } = await disputed();
    const sent = await answer(id, { uncategorized_text: 'winning_evidence' });
    expect([sent.status, sent.body?.status]).toEqual([200, 'under_review']);
    const detail = await shop.becomes(order, 'paid');
    const history = rows(detail, 'history').map(({ status }) => status);
    expect(history.filter((status) => status === 'disputed')).toHaveLength(1);
    const settled = await eventually(
      () => shop.operator.get(`/api/admin/disputes/${id}`),
      ({ body }) => (body?.balance_transactions as unknown[]).length === 2,
      SETTLED_WITHIN_MS,
    );
    expect(settled.body).toMatchObject({ status: 'won' });
    const audit = await shop.operator.get('/api/admin/audit');
    expect(audit.body?.data).toContainEqual(
      expect.objectContaining({ action: 'dispute.evidence_sent', subject: id }),
    );
  });

  it('is not convinced, and the money is gone', async () => {
    const { order, id } = await disputed();
    await answer(id, { uncategorized_text: 'losing_evidence' });
    await shop.becomes(order, 'charged_back');
    const late = await answer(id, { uncategorized_text: 'winning_evidence' });
    expect([late.status, late.body?.code]).toEqual([409, 'dispute_closed']);
  });

  it('gets evidence only once all of it is there', async () => {
    const { id } = await disputed();
    const saved = await answer(id, { customer_name: 'Hanako', submit: false });
    expect(saved.body).toMatchObject({ status: 'needs_response', has_evidence: true, submission_count: 0 });
    expect((await answer(id, { shipping_carrier: 'Yamato' })).body).toMatchObject({ submission_count: 1 });
  });

  it('is not answered with nothing: a bank takes evidence once or twice only', async () => {
    const { id } = await disputed();
    for (const body of [{}, { customer_name: ' ' }])
      expect((await answer(id, body)).body).toMatchObject({ status: 422, code: 'evidence_missing' });
    expect((await answer(id, { customer_name: 'Hanako', submit: false })).status).toBe(200);
    expect((await answer(id, {})).body).toMatchObject({ submission_count: 1 });
  });

  it('is right, by our own word', async () => {
    const { order, id } = await disputed();
    expect((await shop.operator.post(`/api/admin/disputes/${id}/close`)).body).toMatchObject({
      status: 'lost',
    });
    expect((await shop.detail(order)).status).toBe('charged_back');
  });

  it('only asks, which changes nothing, and may take the money later', async () => {
    const order = await shop.pay('pm_card_createDisputeInquiry');
    const detail = await shop.shows(order, ({ disputes }) => (disputes as unknown[]).length === 1);
    const [inquiry] = rows(detail, 'disputes');
    expect([detail.status, inquiry]).toMatchObject(['paid', { is_inquiry: true }]);
    await shop.shop.sandbox.trigger('dispute_escalated', String(inquiry?.stripe_dispute_id));
    await shop.becomes(order, 'disputed');
  });

  it('is answered by operators alone, with evidence that there is', async () => {
    const { id } = await disputed();
    expect((await shop.customer.get('/api/admin/disputes')).status).toBe(403);
    expect((await shop.customer.post(`/api/admin/disputes/${id}/evidence`, {})).status).toBe(403);
    for (const body of [{ receipt: 'not a file' }, { excuse: 'none' }, { customer_name: 1 }]) {
      expect((await answer(id, body)).body).toMatchObject({ status: 400, code: 'validation_failed' });
    }
    expect((await answer('nope', {})).body).toMatchObject({ status: 404, code: 'dispute_not_found' });
  });
});
