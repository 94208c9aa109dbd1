import type { TimelineEntry } from '../../../src/application/orders/ports/order-timelines.js';
import { DEFAULT_ORGANIZATION_ID } from '../../../src/domain/shared/organization.js';
import { OrderTimelines } from '../../../src/infrastructure/persistence/orders/order-timelines.js';
import { placeOrder } from '../../support/orders.js';
import type { ConnectedDatabase } from '../../support/connected-database.js';
import { connectPayments, PAYMENT } from '../../support/payment-tables.js';

const ELSEWHERE = '00000000-0000-7000-8000-000000000002';
const OPERATOR = placeOrder().userId;
const { orderId, attemptId } = PAYMENT;
const minute = (n: number): string => `2026-11-20T09:${String(n).padStart(2, '0')}:00Z`;

describe("an order's time line", () => {
  let connected: ConnectedDatabase;
  let timelines: OrderTimelines;

  beforeAll(async () => {
    connected = await connectPayments();
    timelines = new OrderTimelines(connected.database);
    for (const statement of STORY) await connected.database.query(statement);
  });
  afterAll(() => connected.close());

  const read = async (limit = 100): Promise<readonly TimelineEntry[]> =>
    (await timelines.read(DEFAULT_ORGANIZATION_ID, orderId, { limit, cursor: null })).data;

  it('holds what every context knows of the order and of nothing else, in the order of time', async () => {
    expect((await read()).map(({ kind, title, status }) => [kind, title, status])).toEqual([
      ['status', 'pending', null],
      ['payment', 'payment_intent', 'succeeded'],
      ['event', 'payment_intent.succeeded', 'processed'],
      ['status', 'paid', null],
      ['review', 'rule', 'approved'],
      ['mail', 'Your receipt', 'sent'],
      ['refund', 'operator', 'succeeded'],
      ['audit', 'order.refunded', null],
      ['event', 'refund.updated', 'dead'],
      ['fraud_warning', 'made_with_stolen_card', null],
      ['dispute', 'fraudulent', 'needs_response'],
      ['message', 'A dispute', 'pending'],
      ['finding', 'refund_failed', 'open'],
      ['audit', 'event.replayed', null],
    ]);
  });

  it('says how much it was about, why, and who did it', async () => {
    const entries = await read();
    expect(entries.find(({ kind }) => kind === 'refund')).toMatchObject({
      amountMinor: 300,
      currency: 'jpy',
      reference: 're_1',
      detail: 'requested_by_customer',
    });
    expect(entries.find(({ title }) => title === 'order.refunded')).toMatchObject({
      amountMinor: 300,
      actor: { id: OPERATOR, email: `${OPERATOR}@example.com` },
    });
    expect(entries.find(({ title }) => title === 'refund.updated')).toMatchObject({
      id: 'evt_2',
      reference: 're_1',
      detail: 'broken',
      actor: null,
    });
  });

  it('is read page by page, also where several things happened at one moment', async () => {
    const whole = await read();
    const paged: TimelineEntry[] = [];
    for (let cursor: string | null = null; ;) {
      const page = await timelines.read(DEFAULT_ORGANIZATION_ID, orderId, { limit: 1, cursor });
      paged.push(...page.data);
      cursor = page.nextCursor;
      if (cursor === null) break;
    }
    expect(paged).toEqual(whole);
  });

  it('is there for orders of the organization alone', async () => {
    const all = { limit: 1, cursor: null };
    await expect(timelines.read(ELSEWHERE, orderId, all)).rejects.toMatchObject({ code: 'order_not_found' });
    await expect(timelines.read(DEFAULT_ORGANIZATION_ID, attemptId, all)).rejects.toMatchObject({
      code: 'order_not_found',
    });
    const cursor = Buffer.from('["1","nothing","x"]').toString('base64url');
    await expect(
      timelines.read(DEFAULT_ORGANIZATION_ID, orderId, { limit: 1, cursor }),
    ).rejects.toMatchObject({ code: 'cursor_invalid' });
  });
});

const ORGANIZATION = `'${DEFAULT_ORGANIZATION_ID}'`;
const REFUND = '00000000-0000-7000-8000-00000000c0d1';
const DISPUTE = '00000000-0000-7000-8000-00000000c0d2';
const outbox = (id: number, type: string, subject: string): string =>
  `INSERT INTO outbox_events (id, organization_id, type, subject, fact, data, created_at)
   VALUES ('00000000-0000-7000-8000-00000000000${id}', ${ORGANIZATION}, '${type}', '${subject}', 'f', '{}', now())`;
const event = (id: string, type: string, object: string, status: string, at: string): string =>
  `INSERT INTO stripe_events (organization_id, id, type, object_id, livemode, stripe_created_at, payload, status, last_error, received_at)
   VALUES (${ORGANIZATION}, '${id}', '${type}', '${object}', false, now(), '{}', '${status}',
     CASE WHEN '${status}' = 'dead' THEN 'broken' END, '${at}')`;

/** Two things of the ninth minute happened at once. What is said of another order's payment (`pi_2`) is not shown. */
const STORY = [
  `INSERT INTO order_history (order_id, organization_id, position, status, at, cause) VALUES
     ('${orderId}', ${ORGANIZATION}, 0, 'pending', '${minute(0)}', 'order_placed'),
     ('${orderId}', ${ORGANIZATION}, 1, 'paid', '${minute(3)}', 'payment_intent.succeeded')`,
  `UPDATE payment_attempts SET requested_at = '${minute(1)}', stripe_charge_id = 'ch_1'`,
  event('evt_1', 'payment_intent.succeeded', PAYMENT.stripePaymentIntentId, 'processed', minute(2)),
  `INSERT INTO payment_reviews (organization_id, stripe_review_id, attempt_id, order_id, is_open, opened_reason, closed_reason, updated_at)
   VALUES (${ORGANIZATION}, 'prv_1', '${attemptId}', '${orderId}', false, 'rule', 'approved', '${minute(4)}')`,
  outbox(1, 'order.paid', orderId),
  `INSERT INTO notifications (id, organization_id, event_id, channel, recipient, subject, body, status, next_attempt_at, created_at, sent_at)
   SELECT gen_random_uuid(), ${ORGANIZATION}, id, 'mail', 'hana@example.com', 'Your receipt', '', 'sent', now(), now(), '${minute(5)}'
   FROM outbox_events`,
  `INSERT INTO refunds (id, organization_id, attempt_id, order_id, order_number, stripe_payment_intent_id, amount_minor, currency,
     reason, requested_by, status, idempotency_key, stripe_refund_id, created_at, updated_at)
   VALUES ('${REFUND}', ${ORGANIZATION}, '${attemptId}', '${orderId}', 'KAI', 'pi_contract', 300, 'jpy',
     'requested_by_customer', 'operator', 'succeeded', 'key', 're_1', '${minute(6)}', '${minute(6)}')`,
  `INSERT INTO audit_log (id, organization_id, actor_user_id, action, subject, detail, at) VALUES
     (gen_random_uuid(), ${ORGANIZATION}, '${OPERATOR}', 'order.refunded', '${orderId}', '{"amount":300,"currency":"jpy"}', '${minute(6)}'),
     (gen_random_uuid(), ${ORGANIZATION}, '${OPERATOR}', 'event.replayed', 'evt_2', '{}', '${minute(12)}'),
     (gen_random_uuid(), ${ORGANIZATION}, '${OPERATOR}', 'event.replayed', 'evt_other', '{}', '${minute(12)}')`,
  event('evt_2', 'refund.updated', 're_1', 'dead', minute(7)),
  event('evt_other', 'payment_intent.succeeded', 'pi_2', 'processed', minute(7)),
  `INSERT INTO early_fraud_warnings (organization_id, stripe_warning_id, attempt_id, order_id, stripe_charge_id, fraud_type, is_actionable, warned_at)
   VALUES (${ORGANIZATION}, 'issfr_1', '${attemptId}', '${orderId}', 'ch_1', 'made_with_stolen_card', true, '${minute(8)}')`,
  `INSERT INTO disputes (id, organization_id, attempt_id, order_id, order_number, stripe_dispute_id, stripe_payment_intent_id,
     stripe_charge_id, amount_minor, currency, reason, status, is_charge_refundable, has_evidence, submission_count,
     balance_transactions, asked_at, as_of, opened_at, updated_at)
   VALUES ('${DISPUTE}', ${ORGANIZATION}, '${attemptId}', '${orderId}', 'KAI', 'du_1', 'pi_contract', 'ch_1', 800, 'jpy', 'fraudulent',
     'needs_response', false, false, 0, '[]', now(), now(), '${minute(9)}', '${minute(9)}')`,
  outbox(2, 'dispute.opened', DISPUTE),
  `INSERT INTO notifications (id, organization_id, event_id, channel, recipient, subject, body, next_attempt_at, created_at)
   SELECT gen_random_uuid(), ${ORGANIZATION}, id, 'slack', '', 'A dispute', '', now(), '${minute(9)}'
   FROM outbox_events WHERE type = 'dispute.opened'`,
  `INSERT INTO findings (id, organization_id, kind, subject, fact, detail, created_at) VALUES
     (gen_random_uuid(), ${ORGANIZATION}, 'refund_failed', 'pi_contract', 're_1', 'It came back.', '${minute(11)}'),
     (gen_random_uuid(), ${ORGANIZATION}, 'refund_failed', 'pi_2', 're_9', 'Another one.', '${minute(11)}')`,
];
