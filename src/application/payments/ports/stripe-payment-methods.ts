import type { Page, PageRequest } from '../../page.js';

/** A card that Stripe keeps for a customer: what may be shown of it. */
export interface SavedCard {
  /** Stripe's id (`pm_...`). */
  readonly id: string;
  /** Stripe's word: `visa`, `mastercard`, `jcb`, ... */
  readonly brand: string;
  readonly last4: string;
  readonly expMonth: number;
  readonly expYear: number;
  /** `credit`, `debit`, `prepaid` or `unknown`. */
  readonly funding: string;
  /** `apple_pay`, `google_pay`, ... where it came out of a wallet. */
  readonly wallet: string | null;
  readonly createdAt: Date;
}

/** The same parameters under the same key, however often they are sent. */
export interface CreateSetupIntentCommand {
  readonly idempotencyKey: string;
  /** Our own id of the request, by which the SetupIntent is found again. */
  readonly setupId: string;
  readonly customerId: string;
  readonly userId: string;
}

/** With it, a browser gives Stripe a card to keep. */
export interface SetupSecret {
  /** Stripe's id (`seti_...`). */
  readonly setupIntentId: string;
  /** Handed to the customer's browser only; never stored, never logged. */
  readonly clientSecret: string;
}

/** Saved cards at Stripe, which alone keeps them. Deadline and errors as IStripeService has them; never inside a transaction. */
export abstract class IStripePaymentMethods {
  abstract createSetupIntent(command: CreateSetupIntentCommand): Promise<SetupSecret>;
  abstract retrieveSetupIntent(setupIntentId: string): Promise<SetupSecret>;
  /** By listing, with our id in the metadata. Null only when Stripe has none. */
  abstract findSetupIntent(customerId: string, setupId: string): Promise<SetupSecret | null>;

  /** The latest first. Empty for a customer who is gone. @throws DomainError `cursor_invalid`. */
  abstract listCards(customerId: string, page: PageRequest): Promise<Page<SavedCard>>;
  /** Null unless it is a card of this very customer. */
  abstract findCard(customerId: string, cardId: string): Promise<SavedCard | null>;
  /** The id of the card that is taken unless another is named; null where there is none. */
  abstract findDefaultCardId(customerId: string): Promise<string | null>;
  /** Needs no persistent key: saying it twice changes nothing. @throws StripeObjectMissingError when the card is gone */
  abstract setDefaultCard(customerId: string, cardId: string): Promise<void>;
  /** Takes a card from its customer for good; one that is gone already stays gone. Needs no persistent key. */
  abstract detachCard(customerId: string, cardId: string): Promise<void>;
}
