import { Injectable } from '@nestjs/common';
import {
  type DueAttempt,
  type DueCustomer,
  ILookSchedule,
} from '../../../application/payments/ports/look-schedule.js';
import { Database } from '../database.js';

/** What is young or unanswered is looked at this often: an event that was lost takes effect within minutes all the same. */
const SHORTEST_PAUSE_S = 60;
/** What is old is looked at this often at least; between the two the pause grows with the age, so that looks stay few. */
const LONGEST_PAUSE_S = 6 * 60 * 60;

const NEXT = `$1::timestamptz + least(greatest($1::timestamptz - requested_at, interval '${SHORTEST_PAUSE_S} seconds'),
  interval '${LONGEST_PAUSE_S} seconds')`;

const CLAIM_ATTEMPTS = `
  UPDATE payment_attempts SET looked_at = $1,
    next_look_at = CASE status WHEN 'opening' THEN $1::timestamptz + interval '${SHORTEST_PAUSE_S} seconds' ELSE ${NEXT} END
  WHERE id IN (
    SELECT id FROM payment_attempts
    WHERE status IN ('opening', 'open') AND next_look_at <= $1
    ORDER BY next_look_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
  )
  RETURNING organization_id AS "organizationId", id`;

const CLAIM_CUSTOMERS = `
  UPDATE stripe_customers SET next_look_at = ${NEXT}
  WHERE user_id IN (
    SELECT user_id FROM stripe_customers
    WHERE stripe_customer_id IS NULL AND next_look_at <= $1
      AND EXISTS (SELECT FROM users WHERE id = user_id AND deleted_at IS NULL)
    ORDER BY next_look_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
  )
  RETURNING organization_id AS "organizationId", user_id AS "userId", requested_at AS "requestedAt"`;

@Injectable()
export class LookSchedule extends ILookSchedule {
  constructor(private readonly database: Database) {
    super();
  }

  async claimAttempts(now: Date, limit: number): Promise<DueAttempt[]> {
    return this.database.query<DueAttempt>(CLAIM_ATTEMPTS, [now, limit]);
  }

  async claimCustomers(now: Date, limit: number): Promise<DueCustomer[]> {
    return this.database.query<DueCustomer>(CLAIM_CUSTOMERS, [now, limit]);
  }

  async claimLook(organizationId: string, attemptId: string, now: Date, pauseMs: number): Promise<boolean> {
    const claimed = await this.database.query<{ id: string }>(
      `UPDATE payment_attempts SET looked_at = $3
       WHERE organization_id = $1 AND id = $2
         AND (looked_at IS NULL OR looked_at <= $3::timestamptz - $4 * interval '1 millisecond')
       RETURNING id`,
      [organizationId, attemptId, now, pauseMs],
    );
    return claimed.length === 1;
  }
}
