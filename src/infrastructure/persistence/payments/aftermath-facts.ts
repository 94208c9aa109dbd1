import { Injectable } from '@nestjs/common';
import { type AftermathFacts, IAftermathFacts } from '../../../application/payments/ports/aftermath-facts.js';
import { Database } from '../database.js';

/** Inside JSON, amounts are numbers. */
const FACTS = `
  SELECT
    (SELECT coalesce(json_agg(json_build_object('id', id, 'status', status, 'amountMinor', amount_minor,
        'reason', reason, 'requestedBy', requested_by, 'stripeRefundId', stripe_refund_id) ORDER BY id), '[]')
      FROM refunds WHERE organization_id = $1 AND attempt_id = $2) AS refunds`;

@Injectable()
export class StoredAftermathFacts extends IAftermathFacts {
  constructor(private readonly database: Database) {
    super();
  }

  async ofAttempt(organizationId: string, attemptId: string): Promise<AftermathFacts> {
    const [facts] = await this.database.query<AftermathFacts>(FACTS, [organizationId, attemptId]);
    return facts ?? { refunds: [] };
  }
}
