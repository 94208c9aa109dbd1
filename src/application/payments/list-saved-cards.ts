import type { Page, PageRequest } from '../page.js';
import type { IStripeService } from '../ports/stripe-service.js';
import { askAboutCards } from './ask-about-cards.js';
import type { IStripeCustomerRepository } from './ports/stripe-customer-repository.js';
import type { IStripePaymentMethods, SavedCard } from './ports/stripe-payment-methods.js';

export interface SavedCardView extends SavedCard {
  /** Taken unless another one is named. At most one card of a user is. */
  readonly isDefault: boolean;
}

export interface ListSavedCardsQuery {
  readonly organizationId: string;
  readonly userId: string;
  readonly page: PageRequest;
}

const NO_CARDS: Page<SavedCardView> = { data: [], hasMore: false, nextCursor: null };

/** A user's cards as Stripe has them now: nothing of them is kept here, so that nothing can be out of date. */
export class ListSavedCards {
  constructor(
    private readonly customers: IStripeCustomerRepository,
    private readonly paymentMethods: IStripePaymentMethods,
    private readonly stripe: IStripeService,
  ) {}

  /** @throws DomainError `cursor_invalid`, `stripe_unavailable`, `payment_method_refused` */
  async execute({ organizationId, userId, page }: ListSavedCardsQuery): Promise<Page<SavedCardView>> {
    const customerId = (await this.customers.find(organizationId, userId))?.stripeCustomerId ?? null;
    if (customerId === null) return NO_CARDS;
    return askAboutCards(this.stripe, async () => {
      const [cards, defaultId] = await Promise.all([
        this.paymentMethods.listCards(customerId, page),
        this.paymentMethods.findDefaultCardId(customerId),
      ]);
      return { ...cards, data: cards.data.map((card) => ({ ...card, isDefault: card.id === defaultId })) };
    });
  }
}
