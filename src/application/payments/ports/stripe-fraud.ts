import type { ReviewSighting } from '../../../domain/payments/review.js';
import type { FraudWarning } from './fraud-signals.js';

export interface StripeReview extends ReviewSighting {
  readonly paymentIntentId: string | null;
}

export interface StripeFraudWarning extends FraudWarning {
  readonly paymentIntentId: string | null;
}

/** Radar's reviews and warnings. Deadline and errors as IStripeService has them; never inside a transaction. */
export abstract class IStripeFraud {
  abstract retrieveReview(id: string): Promise<StripeReview>;
  abstract retrieveWarning(id: string): Promise<StripeFraudWarning>;
}
