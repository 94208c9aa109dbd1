import { Injectable } from '@nestjs/common';
import { type Erasure, IAccountErasures } from '../../../application/identity/ports/account-erasures.js';
import { Database } from '../database.js';

const CLAIM = `
  UPDATE account_erasures SET next_try_at = $1::timestamptz + $2 * interval '1 millisecond'
  WHERE user_id IN (
    SELECT user_id FROM account_erasures
    WHERE done_at IS NULL AND next_try_at <= $1 AND ($4::uuid IS NULL OR (organization_id = $4 AND user_id = $5))
    ORDER BY next_try_at
    LIMIT $3
    FOR UPDATE SKIP LOCKED
  )
  RETURNING organization_id AS "organizationId", user_id AS "userId", requested_at AS "requestedAt",
    customer_deleted_at AS "customerDeletedAt"`;

const OF_ONE = 'organization_id = $1 AND user_id = $2';

@Injectable()
export class AccountErasures extends IAccountErasures {
  constructor(private readonly database: Database) {
    super();
  }

  async request(organizationId: string, userId: string, at: Date): Promise<void> {
    await this.database.query(
      `INSERT INTO account_erasures (organization_id, user_id, requested_at, next_try_at) VALUES ($1, $2, $3, $3)`,
      [organizationId, userId, at],
    );
  }

  claim(now: Date, limit: number, pauseMs: number): Promise<Erasure[]> {
    return this.database.query<Erasure>(CLAIM, [now, pauseMs, limit, null, null]);
  }

  async claimOne(
    organizationId: string,
    userId: string,
    now: Date,
    pauseMs: number,
  ): Promise<Erasure | null> {
    const [erasure] = await this.database.query<Erasure>(CLAIM, [now, pauseMs, 1, organizationId, userId]);
    return erasure ?? null;
  }

  async customerDeleted({ organizationId, userId }: Erasure, at: Date): Promise<void> {
    await this.database.run(async () => {
      await this.database.query(`UPDATE account_erasures SET customer_deleted_at = $3 WHERE ${OF_ONE}`, [
        organizationId,
        userId,
        at,
      ]);
      await this.database.query(`UPDATE stripe_customers SET email = '', name = '' WHERE ${OF_ONE}`, [
        organizationId,
        userId,
      ]);
    });
  }

  async done({ organizationId, userId }: Erasure, at: Date): Promise<void> {
    await this.database.query(`UPDATE account_erasures SET done_at = $3 WHERE ${OF_ONE}`, [
      organizationId,
      userId,
      at,
    ]);
  }
}
