import type Stripe from 'stripe';
import {
  IStripeFraud,
  type StripeFraudWarning,
  type StripeReview,
} from '../../application/payments/ports/stripe-fraud.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { StripeCaller } from './stripe-caller.js';
import { idOf } from './id-of.js';

/** Radar's reviews and warnings, by Stripe's SDK. */
export class StripeFraud extends IStripeFraud {
  constructor(
    private readonly stripe: Stripe,
    private readonly caller: StripeCaller,
  ) {
    super();
  }

  async retrieveReview(id: string): Promise<StripeReview> {
    const review = await this.caller.read((options) => this.stripe.reviews.retrieve(id, {}, options));
    return {
      id: review.id,
      isOpen: review.open,
      openedReason: review.opened_reason,
      closedReason: review.open ? null : (review.closed_reason ?? review.reason),
      paymentIntentId: idOf(review.payment_intent),
    };
  }

  async retrieveWarning(id: string): Promise<StripeFraudWarning> {
    const warning = await this.caller.read((options) =>
      this.stripe.radar.earlyFraudWarnings.retrieve(id, {}, options),
    );
    const chargeId = idOf(warning.charge);
    invariant(chargeId !== null, 'A warning is about a charge.');
    return {
      id: warning.id,
      chargeId,
      fraudType: warning.fraud_type,
      isActionable: warning.actionable,
      warnedAt: new Date(warning.created * 1_000),
      paymentIntentId: idOf(warning.payment_intent),
    };
  }
}
