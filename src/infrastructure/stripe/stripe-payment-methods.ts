import type Stripe from 'stripe';
import type { Page, PageRequest } from '../../application/page.js';
import {
  type CreateSetupIntentCommand,
  IStripePaymentMethods,
  type SavedCard,
  type SetupSecret,
} from '../../application/payments/ports/stripe-payment-methods.js';
import {
  StripeObjectMissingError,
  StripeOutcomeUnknownError,
  StripeRejectedError,
} from '../../application/ports/stripe-service.js';
import { invariant } from '../../domain/shared/domain-error.js';
import { cursorInvalid, decodeCursor, encodeCursor } from '../persistence/cursor.js';
import type { StripeCaller } from './stripe-caller.js';

/** Saved cards at Stripe, by its SDK. */
export class StripePaymentMethods extends IStripePaymentMethods {
  constructor(
    private readonly stripe: Stripe,
    private readonly caller: StripeCaller,
  ) {
    super();
  }

  /** A replay shows the SetupIntent as it was created, which does for its id and its secret: they never change. */
  async createSetupIntent(command: CreateSetupIntentCommand): Promise<SetupSecret> {
    const { idempotencyKey, setupId, customerId, userId } = command;
    const parameters: Stripe.SetupIntentCreateParams = {
      customer: customerId,
      allowed_payment_method_types: ['card'],
      // The bank is asked for both now: cards that are saved for the customer's own purchases only are often refused
      // when a subscription renews (docs.stripe.com/payments/setup-intents#usage).
      usage: 'off_session',
      metadata: { user_id: userId, setup_id: setupId },
    };
    const intent = await this.caller.write((options) =>
      this.stripe.setupIntents.create(parameters, { ...options, idempotencyKey }),
    );
    return toSetupSecret(intent);
  }

  async retrieveSetupIntent(setupIntentId: string): Promise<SetupSecret> {
    const intent = await this.caller.read((options) =>
      this.stripe.setupIntents.retrieve(setupIntentId, {}, options),
    );
    return toSetupSecret(intent);
  }

  async findSetupIntent(customerId: string, setupId: string): Promise<SetupSecret | null> {
    const found = await this.caller.findListed(
      (page, options) => this.stripe.setupIntents.list({ customer: customerId, ...page }, options),
      ({ metadata }) => metadata?.setup_id === setupId,
    );
    return found && toSetupSecret(found);
  }

  async listCards(customerId: string, { limit, cursor }: PageRequest): Promise<Page<SavedCard>> {
    const [after] = cursor === null ? [] : decodeCursor(cursor, 1);
    const from = after === undefined ? {} : { starting_after: after };
    try {
      const { data: methods, has_more: hasMore } = await this.caller.read((options) =>
        this.stripe.customers.listPaymentMethods(customerId, { type: 'card', limit, ...from }, options),
      );
      const last = methods.at(-1);
      const nextCursor = hasMore && last ? encodeCursor(last.id) : null;
      return { data: methods.flatMap((method) => toSavedCard(method) ?? []), hasMore, nextCursor };
    } catch (error) {
      if (!(error instanceof StripeObjectMissingError)) throw error;
      if (error.param === 'starting_after') throw cursorInvalid();
      return { data: [], hasMore: false, nextCursor: null };
    }
  }

  async findCard(customerId: string, cardId: string): Promise<SavedCard | null> {
    const method = await this.#unlessMissing((options) =>
      this.stripe.customers.retrievePaymentMethod(customerId, cardId, {}, options),
    );
    return method && toSavedCard(method);
  }

  async findDefaultCardId(customerId: string): Promise<string | null> {
    const customer = await this.#unlessMissing((options) =>
      this.stripe.customers.retrieve(customerId, {}, options),
    );
    if (customer === null || customer.deleted === true) return null;
    const { default_payment_method: method } = customer.invoice_settings;
    return typeof method === 'string' ? method : (method?.id ?? null);
  }

  async setDefaultCard(customerId: string, cardId: string): Promise<void> {
    const parameters = { invoice_settings: { default_payment_method: cardId } };
    try {
      await this.caller.write((options) => this.stripe.customers.update(customerId, parameters, options));
    } catch (error) {
      const isUnknown = error instanceof StripeOutcomeUnknownError;
      if (!isUnknown || (await this.findDefaultCardId(customerId)) !== cardId) throw error;
    }
  }

  async detachCard(customerId: string, cardId: string): Promise<void> {
    try {
      await this.caller.write((options) => this.stripe.paymentMethods.detach(cardId, {}, options));
    } catch (error) {
      // Refused since it is detached already, or perhaps done in spite of a 5xx: whether it is still there tells.
      if (!(error instanceof StripeRejectedError) && !(error instanceof StripeOutcomeUnknownError))
        throw error;
      if ((await this.findCard(customerId, cardId)) !== null) throw error;
    }
  }

  async #unlessMissing<T>(ask: (options: Stripe.RequestOptions) => Promise<T>): Promise<T | null> {
    try {
      return await this.caller.read(ask);
    } catch (error) {
      if (error instanceof StripeObjectMissingError) return null;
      throw error;
    }
  }
}

function toSetupSecret({ id, client_secret: clientSecret }: Stripe.SetupIntent): SetupSecret {
  invariant(clientSecret !== null, 'Stripe hands the client secret to the secret key.');
  return { setupIntentId: id, clientSecret };
}

/** Null for what is no card: a bank account that was saved elsewhere is not shown and not touched. */
function toSavedCard({ id, card, created }: Stripe.PaymentMethod): SavedCard | null {
  if (card === undefined) return null;
  return {
    id,
    brand: card.brand,
    last4: card.last4,
    expMonth: card.exp_month,
    expYear: card.exp_year,
    funding: card.funding,
    wallet: card.wallet?.type ?? null,
    createdAt: new Date(created * 1_000),
  };
}
