import type { Page } from '../../../src/application/page.js';
import {
  type CreateSetupIntentCommand,
  IStripePaymentMethods,
  type SavedCard,
  type SetupSecret,
} from '../../../src/application/payments/ports/stripe-payment-methods.js';
import { StripeObjectMissingError } from '../../../src/application/ports/stripe-service.js';
import { type FaultTime, ScriptedCalls } from './scripted-calls.js';
import type { FakeUnitOfWork } from './unit-of-work.js';

type Method = 'createSetupIntent' | 'listCards' | 'setDefaultCard' | 'detachCard';

/** Cards at Stripe with a memory: keys are remembered, and scripted faults strike once each. */
export class FakeStripePaymentMethods extends IStripePaymentMethods {
  readonly setups: CreateSetupIntentCommand[] = [];
  readonly goneCustomers = new Set<string>();
  readonly defaults = new Map<string, string>();
  readonly #cards = new Map<string, { customerId: string; card: SavedCard }>();
  readonly #calls: ScriptedCalls<Method>;

  constructor(transactions: FakeUnitOfWork) {
    super();
    this.#calls = new ScriptedCalls(transactions);
  }

  failNext(method: Method, when: FaultTime, error: Error): void {
    this.#calls.failNext(method, when, error);
  }

  /** What a customer does in the browser. */
  save(customerId: string, card: Partial<SavedCard> = {}): SavedCard {
    const id = `pm_${this.#cards.size + 1}`;
    const saved: SavedCard = {
      id,
      brand: 'visa',
      last4: '4242',
      expMonth: 12,
      expYear: 2030,
      funding: 'credit',
      wallet: null,
      createdAt: new Date('2026-11-20T09:00:00Z'),
      ...card,
    };
    this.#cards.set(id, { customerId, card: saved });
    return saved;
  }

  async createSetupIntent(command: CreateSetupIntentCommand): Promise<SetupSecret> {
    return this.#calls.make('createSetupIntent', () => {
      if (this.goneCustomers.has(command.customerId))
        throw new StripeObjectMissingError('No such customer', 'customer');
      const known = this.setups.findIndex(({ idempotencyKey }) => idempotencyKey === command.idempotencyKey);
      return secretOf(known === -1 ? this.setups.push(command) : known + 1);
    });
  }

  async retrieveSetupIntent(setupIntentId: string): Promise<SetupSecret> {
    return secretOf(Number(setupIntentId.slice('seti_'.length)));
  }

  async findSetupIntent(customerId: string, setupId: string): Promise<SetupSecret | null> {
    const found = this.setups.findIndex((one) => one.customerId === customerId && one.setupId === setupId);
    return found === -1 ? null : secretOf(found + 1);
  }

  async listCards(customerId: string): Promise<Page<SavedCard>> {
    return this.#calls.make('listCards', () => {
      const own = [...this.#cards.values()].filter((one) => one.customerId === customerId);
      return { data: own.map(({ card }) => card).reverse(), hasMore: false, nextCursor: null };
    });
  }

  async findCard(customerId: string, cardId: string): Promise<SavedCard | null> {
    const held = this.#cards.get(cardId);
    return held?.customerId === customerId ? held.card : null;
  }

  async findDefaultCardId(customerId: string): Promise<string | null> {
    return this.defaults.get(customerId) ?? null;
  }

  async setDefaultCard(customerId: string, cardId: string): Promise<void> {
    await this.#calls.make('setDefaultCard', () => this.defaults.set(customerId, cardId));
  }

  async detachCard(customerId: string, cardId: string): Promise<void> {
    await this.#calls.make('detachCard', () => {
      this.#cards.delete(cardId);
      if (this.defaults.get(customerId) === cardId) this.defaults.delete(customerId);
    });
  }
}

function secretOf(number: number): SetupSecret {
  return { setupIntentId: `seti_${number}`, clientSecret: `seti_${number}_secret_1` };
}
