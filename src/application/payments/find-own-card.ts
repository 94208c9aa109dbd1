import { paymentMethodNotFound } from '../../domain/payments/saved-card-errors.js';
import type { IStripeCustomerRepository } from './ports/stripe-customer-repository.js';
import type { IStripePaymentMethods, SavedCard } from './ports/stripe-payment-methods.js';

export interface OwnCardQuery {
  readonly organizationId: string;
  readonly userId: string;
  /** Stripe's id, as the user says. */
  readonly cardId: string;
}

export interface OwnCard {
  readonly customerId: string;
  readonly card: SavedCard;
}

/** The user's own card. Whose a card is, Stripe says: somebody else's is not told from one that never was. */
export class FindOwnCard {
  constructor(
    private readonly customers: IStripeCustomerRepository,
    private readonly paymentMethods: IStripePaymentMethods,
  ) {}

  /** @throws DomainError `payment_method_not_found`; StripeUnavailableError, StripeRejectedError */
  async execute({ organizationId, userId, cardId }: OwnCardQuery): Promise<OwnCard> {
    const customerId = (await this.customers.find(organizationId, userId))?.stripeCustomerId ?? null;
    const card = customerId === null ? null : await this.paymentMethods.findCard(customerId, cardId);
    if (customerId === null || card === null) throw paymentMethodNotFound();
    return { customerId, card };
  }
}
