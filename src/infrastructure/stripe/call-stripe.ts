import { setTimeout as wait } from 'node:timers/promises';
import Stripe from 'stripe';
import {
  StripeObjectMissingError,
  StripeOutcomeUnknownError,
  StripeRejectedError,
  StripeUnavailableError,
} from '../../application/ports/stripe-service.js';

/** From the first byte to the last retry. A browser waits for it, so it stays below usual proxy timeouts. */
export const STRIPE_DEADLINE_MS = 8_000;
/** One try. Half the deadline: a connection that hangs leaves time for one more. */
const TRY_TIMEOUT_MS = 4_000;
/** First pause before the same key is sent again; doubles up to the longest. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 1_000;
/** A try that has less time than this left cannot succeed and is not begun. */
const SHORTEST_TRY_MS = 250;

export type StripeTry<T> = (options: { timeout: number }) => Promise<T>;

/**
 * Calls Stripe until it answers or the deadline has passed. No answer, 409 and 429: the same again (the caller's
 * idempotency key makes that safe). 5xx: Stripe has stored that answer under the key, so a write is not repeated; a
 * read is.
 *
 * @param deadline by `performance.now()`
 * @throws StripeUnavailableError, StripeOutcomeUnknownError, StripeRejectedError
 */
export async function callStripe<T>(
  kind: 'read' | 'write',
  deadline: number,
  attempt: StripeTry<T>,
): Promise<T> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const leftMs = deadline - performance.now();
    if (leftMs < SHORTEST_TRY_MS) throw new StripeUnavailableError('The time for Stripe is used up.');
    try {
      return await attempt({ timeout: Math.min(TRY_TIMEOUT_MS, Math.ceil(leftMs)) });
    } catch (error) {
      const failure = classify(error, kind);
      if (failure.final) throw failure.error;
      // Full jitter, so that callers that failed together do not come again together.
      const nextPauseMs = pauseMs * (0.5 + Math.random() / 2);
      if (deadline - performance.now() < nextPauseMs + SHORTEST_TRY_MS) throw failure.error;
      await wait(nextPauseMs);
    }
  }
}

function classify(error: unknown, kind: 'read' | 'write'): { error: unknown; final: boolean } {
  if (!(error instanceof Stripe.errors.StripeError)) return { error, final: true };
  const status = error.statusCode ?? 0;
  if (error instanceof Stripe.errors.StripeConnectionError || status === 409 || status === 429) {
    return { error: new StripeUnavailableError(error.message, { cause: error }), final: false };
  }
  if (status >= 500) {
    return kind === 'read'
      ? { error: new StripeUnavailableError(error.message, { cause: error }), final: false }
      : { error: new StripeOutcomeUnknownError(error.message, { cause: error }), final: true };
  }
  if (error.code === 'resource_missing') {
    return {
      error: new StripeObjectMissingError(error.message, error.param ?? null, { cause: error }),
      final: true,
    };
  }
  return { error: new StripeRejectedError(error.message, error.code ?? null, { cause: error }), final: true };
}
