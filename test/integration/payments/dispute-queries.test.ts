import { DEFAULT_ORGANIZATION_ID } from '../../../src/domain/shared/organization.js';
import { DisputeQueries } from '../../../src/infrastructure/persistence/payments/dispute-queries.js';
import type { ConnectedDatabase } from '../../support/connected-database.js';
import { connectPayments, PAYMENT, uuidFrom } from '../../support/payment-tables.js';

const uuid = uuidFrom(0xd900);

describe('disputes that wait for an answer', () => {
  let connected: ConnectedDatabase;
  let queries: DisputeQueries;

  beforeAll(async () => {
    connected = await connectPayments();
    queries = new DisputeQueries(connected.database);
  });
  afterAll(() => connected.close());

  const dispute = (name: string, status: string, dueBy: string | null): Promise<unknown> =>
    connected.database.query(
      `INSERT INTO disputes (id, organization_id, attempt_id, order_id, order_number, stripe_dispute_id,
         stripe_payment_intent_id, stripe_charge_id, amount_minor, currency, reason, status, due_by, is_charge_refundable,
         has_evidence, submission_count, balance_transactions, asked_at, as_of, opened_at, updated_at)
       VALUES ($1, $2, $3, $4, 'KAI', $5, 'pi_1', 'ch_1', 1100, 'jpy', 'fraudulent', $6, $7, false, false, 0, '[]', now(), now(),
         now(), now())`,
      [uuid(), DEFAULT_ORGANIZATION_ID, PAYMENT.attemptId, PAYMENT.orderId, name, status, dueBy],
    );

  it('come by their deadline, page by page, those without one last and those that are over not at all', async () => {
    await dispute('du_none', 'warning_needs_response', null);
    await dispute('du_late', 'needs_response', '2026-12-09T00:00:00Z');
    await dispute('du_won', 'won', '2026-11-01T00:00:00Z');
    await dispute('du_soon', 'needs_response', '2026-12-01T00:00:00Z');
    await dispute('du_sent', 'under_review', '2026-12-01T00:00:00Z');
    await dispute('du_same', 'needs_response', '2026-12-09T00:00:00Z');
    const seen: string[] = [];
    for (let cursor: string | null = null; ;) {
      const page = await queries.listToAnswer(DEFAULT_ORGANIZATION_ID, { limit: 1, cursor });
      seen.push(...page.data.map(({ stripeDisputeId }) => stripeDisputeId));
      cursor = page.nextCursor;
      if (cursor === null) break;
    }
    expect(seen).toEqual(['du_soon', 'du_late', 'du_same', 'du_none']);
  });
});
