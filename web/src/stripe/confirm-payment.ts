import type { Stripe, StripeElements, StripeError } from '@stripe/stripe-js';

export type Confirmation =
  /** Stripe took it. Whether the order is paid, our server says. */
  | { outcome: 'sent' }
  /** Nothing was sent: the form shows by itself what is missing. */
  | { outcome: 'incomplete' }
  /** Nothing was charged, and the customer can do something about it. The bank's words and code, where they are meant for customers. */
  | { outcome: 'declined'; reason: string | null; code: string | null }
  /** Nobody knows: the answer was lost. */
  | { outcome: 'unknown' };

/**
 * Confirms what the customer typed into the Payment Element. Methods that need another page leave for it and come back to `returnUrl`.
 *
 * @param saves whether Stripe keeps the card for the next time; other methods than cards are not kept
 */
export function confirmPayment(
  stripe: Stripe,
  elements: StripeElements,
  { returnUrl, saves }: { returnUrl: string; saves: boolean },
): Promise<Confirmation> {
  return outcomeOf(async () => {
    const { error, selectedPaymentMethod } = await elements.submit();
    if (error) return { error };
    const keeps = saves && selectedPaymentMethod === 'card';
    return stripe.confirmPayment({
      elements,
      confirmParams: { return_url: returnUrl, ...(keeps && { setup_future_usage: 'off_session' }) },
      redirect: 'if_required',
    });
  });
}

/** Pays with a card that Stripe keeps for the customer of this payment. */
export function confirmSavedCard(
  stripe: Stripe,
  clientSecret: string,
  { cardId, returnUrl }: { cardId: string; returnUrl: string },
): Promise<Confirmation> {
  return outcomeOf(() =>
    stripe.confirmPayment({
      clientSecret,
      confirmParams: { return_url: returnUrl, payment_method: cardId },
      redirect: 'if_required',
    }),
  );
}

/** Has Stripe keep the card that the customer typed into the Payment Element. Nothing is charged. */
export function confirmSetup(
  stripe: Stripe,
  elements: StripeElements,
  returnUrl: string,
): Promise<Confirmation> {
  return outcomeOf(() =>
    stripe.confirmSetup({ elements, confirmParams: { return_url: returnUrl }, redirect: 'if_required' }),
  );
}

async function outcomeOf(confirm: () => Promise<{ error?: StripeError | undefined }>): Promise<Confirmation> {
  try {
    const { error } = await confirm();
    return error ? judge(error) : { outcome: 'sent' };
  } catch (cause) {
    reportError(cause);
    return { outcome: 'unknown' };
  }
}

// A payment that was confirmed before, in another tab perhaps, is an error to Stripe.js and good news to the customer.
const GONE_THROUGH = ['succeeded', 'processing', 'requires_capture'];

/** Errors that say nothing about what became of the attempt (https://docs.stripe.com/api/errors). */
const INCONCLUSIVE = ['api_connection_error', 'api_error'];

/** What an error means for the customer. A refused card and a failed 3-D Secure check have different types and the same outcome. */
export function judge({
  type,
  message,
  code,
  decline_code,
  payment_intent,
  setup_intent,
}: StripeError): Confirmation {
  if (type === 'validation_error') return { outcome: 'incomplete' };
  const status = (payment_intent ?? setup_intent)?.status;
  if (status && GONE_THROUGH.includes(status)) return { outcome: 'sent' };
  if (INCONCLUSIVE.includes(type) && status !== 'requires_payment_method') return { outcome: 'unknown' };
  if (type !== 'card_error') return { outcome: 'declined', reason: null, code: null };
  return { outcome: 'declined', reason: message ?? null, code: decline_code ?? code ?? null };
}
