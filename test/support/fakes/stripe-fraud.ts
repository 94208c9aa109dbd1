import {
  IStripeFraud,
  type StripeFraudWarning,
  type StripeReview,
} from '../../../src/application/payments/ports/stripe-fraud.js';
import { StripeObjectMissingError } from '../../../src/application/ports/stripe-service.js';

/** Radar with one review and one warning, both about one payment, or with none. */
export class FakeStripeFraud extends IStripeFraud {
  #paymentIntentId: string | null = null;

  know({ paymentIntentId }: { readonly paymentIntentId: string }): void {
    this.#paymentIntentId = paymentIntentId;
  }

  async retrieveReview(id: string): Promise<StripeReview> {
    const paymentIntentId = this.#known(id);
    return { id, isOpen: true, openedReason: 'rule', closedReason: null, paymentIntentId };
  }

  async retrieveWarning(id: string): Promise<StripeFraudWarning> {
    const paymentIntentId = this.#known(id);
    const facts = { chargeId: 'ch_1', fraudType: 'misc', isActionable: true, warnedAt: new Date(0) };
    return { id, ...facts, paymentIntentId };
  }

  #known(id: string): string {
    if (this.#paymentIntentId === null) throw new StripeObjectMissingError(`There is no ${id}.`, 'id');
    return this.#paymentIntentId;
  }
}
