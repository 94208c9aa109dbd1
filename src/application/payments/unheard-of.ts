import { StripeObjectMissingError } from '../ports/stripe-service.js';

/** Stripe has no such object, and we have never heard of it: whoever told us of it meant somebody else's. */
export class UnheardOfError extends Error {
  override readonly name = 'UnheardOfError';
}

/** Looks for what nothing is written of here. @throws UnheardOfError; whatever else `look` throws */
export async function lookForStranger<T>(look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof StripeObjectMissingError)) throw error;
    throw new UnheardOfError(error.message, { cause: error });
  }
}
