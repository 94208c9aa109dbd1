import { Injectable } from '@nestjs/common';
import {
  IStripeCustomerRepository,
  type StripeCustomerRecord,
} from '../../../application/payments/ports/stripe-customer-repository.js';
import { invariant } from '../../../domain/shared/domain-error.js';
import { Database } from '../database.js';

const COLUMNS = `user_id AS "userId", organization_id AS "organizationId", email, name,
  idempotency_key AS "idempotencyKey", requested_at AS "requestedAt", stripe_customer_id AS "stripeCustomerId",
  EXISTS (SELECT FROM users WHERE id = user_id AND deleted_at IS NOT NULL) AS "isOfDeleted"`;

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
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (user_id) DO NOTHING`,
      [
        record.userId,
        record.organizationId,
        record.email,
        record.name,
        record.idempotencyKey,
        record.requestedAt,
      ],
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
