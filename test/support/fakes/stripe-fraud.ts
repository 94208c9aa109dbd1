import {
  IStripeFraud,
  type StripeFraudWarning,
  type StripeReview,
} from '../../../src/application/payments/ports/stripe-fraud.js';

/** Radar with one review and one warning, both about one payment. */
export class FakeStripeFraud extends IStripeFraud {
  #paymentIntentId: string | null = null;

  know({ paymentIntentId }: { readonly paymentIntentId: string }): void {
    this.#paymentIntentId = paymentIntentId;
  }

  async retrieveReview(id: string): Promise<StripeReview> {
    const paymentIntentId = this.#paymentIntentId;
    return { id, isOpen: true, openedReason: 'rule', closedReason: null, paymentIntentId };
  }

  async retrieveWarning(id: string): Promise<StripeFraudWarning> {
    const paymentIntentId = this.#paymentIntentId;
    const facts = { chargeId: 'ch_1', fraudType: 'misc', isActionable: true, warnedAt: new Date(0) };
    return { id, ...facts, paymentIntentId };
  }
}
