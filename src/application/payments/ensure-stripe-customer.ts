import { userNotFound } from '../../domain/identity/identity-errors.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import { type IStripeService, StripeOutcomeUnknownError } from '../ports/stripe-service.js';
import { KEY_TRUSTED_MS } from './key-age.js';
import type { IPayerDirectory } from './ports/payer-directory.js';
import type { IStripeCustomerRepository, StripeCustomerRecord } from './ports/stripe-customer-repository.js';

export interface EnsureStripeCustomerCommand {
  readonly organizationId: string;
  readonly userId: string;
}

/**
 * The user's customer at Stripe, made at most once however often and however parallel this is called: the intent and
 * its idempotency key are committed before Stripe is asked, and a crash anywhere is repaired by the next call.
 */
export class EnsureStripeCustomer {
  constructor(
    private readonly customers: IStripeCustomerRepository,
    private readonly payers: IPayerDirectory,
    private readonly stripe: IStripeService,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  /**
   * @returns Stripe's id (`cus_...`).
   * @throws StripeUnavailableError, StripeOutcomeUnknownError, StripeRejectedError; DomainError `user_not_found`
   */
  async execute({ organizationId, userId }: EnsureStripeCustomerCommand): Promise<string> {
    const record =
      (await this.customers.find(organizationId, userId)) ?? (await this.#request(organizationId, userId));
    if (record.isOfDeleted) throw userNotFound();
    return record.stripeCustomerId ?? this.complete(record);
  }

  /** For one that Stripe has not answered about, also where the account was deleted meanwhile. Errors as above. */
  async complete(record: StripeCustomerRecord): Promise<string> {
    const { organizationId, userId } = record;
    const customerId = await this.stripe.sharingDeadline(() => this.#createOrFind(record));
    const standing = await this.customers.complete(organizationId, userId, customerId, this.clock.now());
    if (standing.stripeCustomerId === null || standing.stripeCustomerId === customerId) return customerId;
    // After a 5xx, two processes may have had two keys taken: nobody has seen the surplus customer.
    await this.stripe.deleteCustomer(customerId);
    return standing.stripeCustomerId;
  }

  async #request(organizationId: string, userId: string): Promise<StripeCustomerRecord> {
    const payer = await this.payers.find(organizationId, userId);
    if (!payer) throw userNotFound();
    return this.customers.request({
      userId,
      organizationId,
      ...payer,
      idempotencyKey: `${userId}.customer.create`,
      requestedAt: this.clock.now(),
      stripeCustomerId: null,
      isOfDeleted: false,
    });
  }

  async #createOrFind(record: StripeCustomerRecord): Promise<string> {
    const ageMs = this.clock.now().getTime() - record.requestedAt.getTime();
    if (ageMs > KEY_TRUSTED_MS) return this.#lookUpThenCreate(record);
    try {
      return await this.stripe.createCustomer(record);
    } catch (error) {
      if (!(error instanceof StripeOutcomeUnknownError)) throw error;
      return this.#lookUpThenCreate(record);
    }
  }

  /** The old key can no longer tell: only after Stripe shows no such customer is a new one used. */
  async #lookUpThenCreate(record: StripeCustomerRecord): Promise<string> {
    const found = await this.stripe.findCustomer(record);
    if (found !== null) return found;
    const renewed = await this.customers.renewKey(
      record,
      `${record.userId}.customer.create.${this.ids.uuid()}`,
      this.clock.now(),
    );
    return renewed.stripeCustomerId ?? this.stripe.createCustomer(renewed);
  }
}
