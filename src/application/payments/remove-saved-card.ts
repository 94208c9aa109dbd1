import type { IStripeService } from '../ports/stripe-service.js';
import { askAboutCards } from './ask-about-cards.js';
import type { FindOwnCard, OwnCardQuery } from './find-own-card.js';
import type { IStripePaymentMethods } from './ports/stripe-payment-methods.js';

/** Has Stripe forget a card of the user. If it was the default one, there is none afterwards. */
export class RemoveSavedCard {
  constructor(
    private readonly findOwnCard: FindOwnCard,
    private readonly paymentMethods: IStripePaymentMethods,
    private readonly stripe: IStripeService,
  ) {}

  /** @throws DomainError `payment_method_not_found`, `stripe_unavailable`, `payment_method_refused` */
  async execute(command: OwnCardQuery): Promise<void> {
    await askAboutCards(this.stripe, async () => {
      const { customerId, card } = await this.findOwnCard.execute(command);
      await this.paymentMethods.detachCard(customerId, card.id);
    });
  }
}
