import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import {
  type IStripeService,
  StripeObjectMissingError,
  StripeOutcomeUnknownError,
} from '../ports/stripe-service.js';
import { askAboutCards } from './ask-about-cards.js';
import type { EnsureStripeCustomer } from './ensure-stripe-customer.js';
import type { IStripeCustomerRepository } from './ports/stripe-customer-repository.js';
import type {
  CreateSetupIntentCommand,
  IStripePaymentMethods,
  SetupSecret,
} from './ports/stripe-payment-methods.js';

export interface CreateSetupIntentRequest {
  readonly organizationId: string;
  readonly userId: string;
  /** Stays the same when the same request comes again; undefined: this one is made an id here. */
  readonly setupId: string | undefined;
}

/**
 * Lets a user give Stripe a card to keep. One SetupIntent for each request and no row of ours: it moves no money, and
 * one that nobody uses is worth nothing, so that a surplus one does no harm.
 */
export class CreateSetupIntent {
  constructor(
    private readonly ensureCustomer: EnsureStripeCustomer,
    private readonly customers: IStripeCustomerRepository,
    private readonly paymentMethods: IStripePaymentMethods,
    private readonly stripe: IStripeService,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  /** @throws DomainError `stripe_unavailable`, `payment_method_refused`, `user_not_found` */
  async execute({ setupId = this.ids.uuid(), ...owner }: CreateSetupIntentRequest): Promise<SetupSecret> {
    return askAboutCards(this.stripe, async () => {
      const customerId = await this.ensureCustomer.execute(owner);
      try {
        return await this.#createOrFind(setupId, owner.userId, customerId);
      } catch (error) {
        if (!(error instanceof StripeObjectMissingError && error.param === 'customer')) throw error;
        return this.#createOrFind(setupId, owner.userId, await this.#replaceCustomer(owner, customerId));
      }
    });
  }

  async #createOrFind(setupId: string, userId: string, customerId: string): Promise<SetupSecret> {
    const idempotencyKey = `${setupId}.setup_intent.create.${customerId}`;
    const command: CreateSetupIntentCommand = { idempotencyKey, setupId, customerId, userId };
    try {
      return await this.paymentMethods.createSetupIntent(command);
    } catch (error) {
      if (!(error instanceof StripeOutcomeUnknownError)) throw error;
      const found = await this.paymentMethods.findSetupIntent(customerId, setupId);
      if (found) return found;
      // Stripe keeps its 5xx under the old key, and shows that it made nothing.
      const renewed = `${idempotencyKey}.${this.ids.uuid()}`;
      return this.paymentMethods.createSetupIntent({ ...command, idempotencyKey: renewed });
    }
  }

  /** Deleted at Stripe, and their cards with them. */
  async #replaceCustomer(
    owner: { readonly organizationId: string; readonly userId: string },
    gone: string,
  ): Promise<string> {
    const key = `${owner.userId}.customer.create.${this.ids.uuid()}`;
    await this.customers.forget(owner.organizationId, owner.userId, gone, key, this.clock.now());
    return this.ensureCustomer.execute(owner);
  }
}
