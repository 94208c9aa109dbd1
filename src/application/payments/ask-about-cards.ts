import { stripeUnavailable } from '../../domain/payments/payment-errors.js';
import { paymentMethodRefused } from '../../domain/payments/saved-card-errors.js';
import {
  type IStripeService,
  StripeOutcomeUnknownError,
  StripeRejectedError,
  StripeUnavailableError,
} from '../ports/stripe-service.js';

/**
 * All that one request asks Stripe about cards: under one deadline, and with errors that its customer can act on.
 *
 * @throws DomainError `stripe_unavailable`, `payment_method_refused`
 */
export async function askAboutCards<T>(stripe: IStripeService, work: () => Promise<T>): Promise<T> {
  try {
    return await stripe.sharingDeadline(work);
  } catch (error) {
    if (error instanceof StripeUnavailableError || error instanceof StripeOutcomeUnknownError)
      throw stripeUnavailable(error);
    throw error instanceof StripeRejectedError ? paymentMethodRefused(error) : error;
  }
}
