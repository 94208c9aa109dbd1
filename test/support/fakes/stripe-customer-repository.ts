import {
  IStripeCustomerRepository,
  type StripeCustomerRecord,
} from '../../../src/application/payments/ports/stripe-customer-repository.js';
import { invariant } from '../../../src/domain/shared/domain-error.js';

export class FakeStripeCustomerRepository extends IStripeCustomerRepository {
  readonly rows = new Map<string, StripeCustomerRecord>();

  async find(organizationId: string, userId: string): Promise<StripeCustomerRecord | null> {
    const row = this.rows.get(userId);
    return row?.organizationId === organizationId ? row : null;
  }

  async request(record: StripeCustomerRecord): Promise<StripeCustomerRecord> {
    const standing = this.rows.get(record.userId) ?? record;
    this.rows.set(record.userId, standing);
    return standing;
  }

  async complete(
    organizationId: string,
    userId: string,
    stripeCustomerId: string,
  ): Promise<StripeCustomerRecord> {
    const row = await this.find(organizationId, userId);
    invariant(row !== null, 'The intent to make a Stripe customer is never deleted.');
    const standing = row.stripeCustomerId === null ? { ...row, stripeCustomerId } : row;
    this.rows.set(userId, standing);
    return standing;
  }

  async forget(
    organizationId: string,
    userId: string,
    stripeCustomerId: string,
    idempotencyKey: string,
    at: Date,
  ): Promise<void> {
    const row = await this.find(organizationId, userId);
    if (row?.stripeCustomerId !== stripeCustomerId) return;
    this.rows.set(userId, { ...row, stripeCustomerId: null, idempotencyKey, requestedAt: at });
  }

  async renewKey(
    record: StripeCustomerRecord,
    idempotencyKey: string,
    at: Date,
  ): Promise<StripeCustomerRecord> {
    const row = this.rows.get(record.userId) ?? record;
    if (row.idempotencyKey !== record.idempotencyKey || row.stripeCustomerId !== null) return row;
    const renewed = { ...row, idempotencyKey, requestedAt: at };
    this.rows.set(record.userId, renewed);
    return renewed;
  }
}
