import { paymentMethodNotFound } from '../../domain/payments/saved-card-errors.js';
import { type IStripeService, StripeObjectMissingError } from '../ports/stripe-service.js';
import { askAboutCards } from './ask-about-cards.js';
import type { FindOwnCard, OwnCardQuery } from './find-own-card.js';
import type { SavedCardView } from './list-saved-cards.js';
import type { IStripePaymentMethods } from './ports/stripe-payment-methods.js';

/** Makes a card of the user the one that is taken unless another is named; Stripe keeps which. */
export class ChooseDefaultCard {
  constructor(
    private readonly findOwnCard: FindOwnCard,
    private readonly paymentMethods: IStripePaymentMethods,
    private readonly stripe: IStripeService,
  ) {}

  /** @throws DomainError `payment_method_not_found`, `stripe_unavailable`, `payment_method_refused` */
  async execute(command: OwnCardQuery): Promise<SavedCardView> {
    return askAboutCards(this.stripe, async () => {
      const { customerId, card } = await this.findOwnCard.execute(command);
      try {
        await this.paymentMethods.setDefaultCard(customerId, card.id);
      } catch (error) {
        // Removed since it was looked at.
        throw error instanceof StripeObjectMissingError ? paymentMethodNotFound() : error;
      }
      return { ...card, isDefault: true };
    });
  }
}
