import {
  IStripeCustomerRepository,
  type StripeCustomerRecord,
  type UntoldAddress,
} from '../../../src/application/payments/ports/stripe-customer-repository.js';
import { invariant } from '../../../src/domain/shared/domain-error.js';

export class FakeStripeCustomerRepository extends IStripeCustomerRepository {
  readonly rows = new Map<string, StripeCustomerRecord>();
  /** By user. */
  readonly #untold = new Map<string, { email: string; since: Date; tellAt: Date }>();

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

  async changeEmail(organizationId: string, userId: string, email: string, at: Date): Promise<void> {
    if (!(await this.find(organizationId, userId))) return;
    const { since = at, tellAt = at } = this.#untold.get(userId) ?? {};
    this.#untold.set(userId, { email, since, tellAt });
  }

  async claimUntold(now: Date, limit: number, pauseMs: number): Promise<UntoldAddress[]> {
    return [...this.#untold]
      .filter(([, { tellAt }]) => tellAt <= now)
      .toSorted(([, one], [, other]) => one.tellAt.getTime() - other.tellAt.getTime())
      .flatMap(([userId, untold]) => {
        const { organizationId, stripeCustomerId } = this.rows.get(userId) ?? {};
        return organizationId && stripeCustomerId
          ? [{ ...untold, userId, organizationId, stripeCustomerId }]
          : [];
      })
      .slice(0, limit)
      .map(({ tellAt: _, ...claimed }) => {
        this.#untold.set(claimed.userId, { ...claimed, tellAt: new Date(now.getTime() + pauseMs) });
        return claimed;
      });
  }

  async told({ userId, email, stripeCustomerId }: UntoldAddress, at: Date): Promise<void> {
    const [row, untold] = [this.rows.get(userId), this.#untold.get(userId)];
    if (row?.stripeCustomerId !== stripeCustomerId || !untold) return;
    this.rows.set(userId, { ...row, email });
    if (untold.email === email) this.#untold.delete(userId);
    else this.#untold.set(userId, { email: untold.email, since: at, tellAt: at });
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
