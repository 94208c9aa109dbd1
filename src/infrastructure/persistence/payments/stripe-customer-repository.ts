import { Injectable } from '@nestjs/common';
import {
  IStripeCustomerRepository,
  type StripeCustomerRecord,
  type UntoldAddress,
} from '../../../application/payments/ports/stripe-customer-repository.js';
import { invariant } from '../../../domain/shared/domain-error.js';
import { Database } from '../database.js';

const COLUMNS = `user_id AS "userId", organization_id AS "organizationId", email, name,
  idempotency_key AS "idempotencyKey", requested_at AS "requestedAt", stripe_customer_id AS "stripeCustomerId",
  EXISTS (SELECT FROM users WHERE id = user_id AND deleted_at IS NOT NULL) AS "isOfDeleted"`;

const CLAIM_UNTOLD = `
  UPDATE stripe_customers SET tell_at = $1::timestamptz + $3 * interval '1 millisecond'
  WHERE user_id IN (
    SELECT user_id FROM stripe_customers
    WHERE untold_email IS NOT NULL AND stripe_customer_id IS NOT NULL AND tell_at <= $1
    ORDER BY tell_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
  )
  RETURNING organization_id AS "organizationId", user_id AS "userId", stripe_customer_id AS "stripeCustomerId",
    untold_email AS email, untold_since AS since`;

/** One that was erased meanwhile stays so: then nothing is untold. */
const TOLD = `
  UPDATE stripe_customers SET email = $3,
    untold_email = nullif(untold_email, $3),
    untold_since = CASE WHEN untold_email <> $3 THEN $4::timestamptz END,
    tell_at = CASE WHEN untold_email <> $3 THEN $4::timestamptz END
  WHERE organization_id = $1 AND user_id = $2 AND stripe_customer_id = $5 AND untold_email IS NOT NULL`;

@Injectable()
export class StripeCustomerRepository extends IStripeCustomerRepository {
  constructor(private readonly database: Database) {
    super();
  }

  async find(organizationId: string, userId: string): Promise<StripeCustomerRecord | null> {
    const [row] = await this.database.query<StripeCustomerRecord>(
      `SELECT ${COLUMNS} FROM stripe_customers WHERE organization_id = $1 AND user_id = $2`,
      [organizationId, userId],
    );
    return row ?? null;
  }

  async request(record: StripeCustomerRecord): Promise<StripeCustomerRecord> {
    await this.database.query(
      `INSERT INTO stripe_customers (user_id, organization_id, email, name, idempotency_key, requested_at)
       SELECT id, organization_id, email, name, $3, $4 FROM users WHERE organization_id = $1 AND id = $2
       FOR SHARE
       ON CONFLICT (user_id) DO NOTHING`,
      [record.organizationId, record.userId, record.idempotencyKey, record.requestedAt],
    );
    return this.#standing(record);
  }

  async complete(
    organizationId: string,
    userId: string,
    stripeCustomerId: string,
    at: Date,
  ): Promise<StripeCustomerRecord> {
    await this.database.query(
      `UPDATE stripe_customers SET stripe_customer_id = $3, created_at = $4
       WHERE organization_id = $1 AND user_id = $2 AND stripe_customer_id IS NULL`,
      [organizationId, userId, stripeCustomerId, at],
    );
    return this.#standing({ organizationId, userId });
  }

  async forget(
    organizationId: string,
    userId: string,
    stripeCustomerId: string,
    idempotencyKey: string,
    at: Date,
  ): Promise<void> {
    await this.database.query(
      `UPDATE stripe_customers
       SET stripe_customer_id = NULL, created_at = NULL, idempotency_key = $4, requested_at = $5
       WHERE organization_id = $1 AND user_id = $2 AND stripe_customer_id = $3`,
      [organizationId, userId, stripeCustomerId, idempotencyKey, at],
    );
  }

  /** What is being told at this moment stays claimed, so that two addresses do not overtake each other on their way. */
  async changeEmail(organizationId: string, userId: string, email: string, at: Date): Promise<void> {
    await this.database.query(
      `UPDATE stripe_customers
       SET untold_email = $3, untold_since = coalesce(untold_since, $4), tell_at = coalesce(tell_at, $4)
       WHERE organization_id = $1 AND user_id = $2`,
      [organizationId, userId, email, at],
    );
  }

  claimUntold(now: Date, limit: number, pauseMs: number): Promise<UntoldAddress[]> {
    return this.database.query<UntoldAddress>(CLAIM_UNTOLD, [now, limit, pauseMs]);
  }

  async told({ organizationId, userId, email, stripeCustomerId }: UntoldAddress, at: Date): Promise<void> {
    await this.database.query(TOLD, [organizationId, userId, email, at, stripeCustomerId]);
  }

  async renewKey(
    record: StripeCustomerRecord,
    idempotencyKey: string,
    at: Date,
  ): Promise<StripeCustomerRecord> {
    await this.database.query(
      `UPDATE stripe_customers SET idempotency_key = $4, requested_at = $5
       WHERE organization_id = $1 AND user_id = $2 AND idempotency_key = $3 AND stripe_customer_id IS NULL`,
      [record.organizationId, record.userId, record.idempotencyKey, idempotencyKey, at],
    );
    return this.#standing(record);
  }

  async #standing({
    organizationId,
    userId,
  }: Pick<StripeCustomerRecord, 'organizationId' | 'userId'>): Promise<StripeCustomerRecord> {
    const standing = await this.find(organizationId, userId);
    invariant(standing !== null, 'The intent to make a Stripe customer is never deleted.');
    return standing;
  }
}
