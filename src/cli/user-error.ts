import {
  StripeOutcomeUnknownError,
  StripeRejectedError,
  StripeUnavailableError,
} from '../application/ports/stripe-service.js';
import { DomainError } from '../domain/shared/domain-error.js';
import { ConfigurationError } from '../infrastructure/config/variable.js';

/** A mistake of the person at the terminal, in words for them. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** What to print of an error: what is wrong, by field, where a person can act on it; everything known where not. */
export function wordsFor(error: unknown): string {
  if (error instanceof UserError || error instanceof ConfigurationError) return error.message;
  if (error instanceof DomainError) {
    return error.errors.length === 0 ? error.message : error.errors.map(({ message }) => message).join('\n');
  }
  if (error instanceof StripeRejectedError) return `Stripe refuses: ${error.message}`;
  if (error instanceof StripeUnavailableError || error instanceof StripeOutcomeUnknownError) {
    return `Stripe does not answer as it should: ${error.message} Run this again.`;
  }
  return String(error instanceof Error ? error.stack : error);
}
