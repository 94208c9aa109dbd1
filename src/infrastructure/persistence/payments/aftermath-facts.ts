import { Injectable } from '@nestjs/common';
import { type AftermathFacts, IAftermathFacts } from '../../../application/payments/ports/aftermath-facts.js';
import { RELEASING_REASONS } from '../../../domain/payments/review.js';
import { invariant } from '../../../domain/shared/domain-error.js';
import { Database } from '../database.js';

/** Inside JSON, amounts are numbers. */
const FACTS = `
  SELECT
    (SELECT coalesce(json_agg(json_build_object('id', id, 'status', status, 'amountMinor', amount_minor,
        'reason', reason, 'requestedBy', requested_by, 'stripeRefundId', stripe_refund_id) ORDER BY id), '[]')
      FROM refunds WHERE organization_id = $1 AND attempt_id = $2) AS refunds,
    (SELECT coalesce(json_agg(json_build_object('id', id, 'status', status, 'amountMinor', amount_minor,
        'isChargeRefundable', is_charge_refundable, 'balanceTransactions', balance_transactions) ORDER BY id), '[]')
      FROM disputes WHERE organization_id = $1 AND attempt_id = $2) AS disputes,
    EXISTS (SELECT FROM payment_reviews WHERE organization_id = $1 AND attempt_id = $2
      AND (closed_reason IS NULL OR closed_reason <> ALL ($3::text[]))) AS "isHeld",
    EXISTS (SELECT FROM early_fraud_warnings WHERE organization_id = $1 AND attempt_id = $2
      AND is_actionable) AS "isWarnedOf"`;

@Injectable()
export class StoredAftermathFacts extends IAftermathFacts {
  constructor(private readonly database: Database) {
    super();
  }

  async ofAttempt(organizationId: string, attemptId: string): Promise<AftermathFacts> {
    const [facts] = await this.database.query<AftermathFacts>(FACTS, [
      organizationId,
      attemptId,
      RELEASING_REASONS,
    ]);
    invariant(facts !== undefined, 'A query without FROM answers one row.');
    return facts;
  }
}
