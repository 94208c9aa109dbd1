import type { Stripe, StripeElements } from '@stripe/stripe-js';

export type Confirmation =
  /** Stripe took it. Whether the order is paid, our server says. */
  | { outcome: 'sent' }
  /** Nothing was sent: the form shows by itself what is missing. */
  | { outcome: 'incomplete' }
  /** Nothing was charged, and the customer can do something about it. */
  | { outcome: 'declined'; message: string }
  /** Nobody knows: the answer was lost. */
  | { outcome: 'unknown' };

/**
 * Confirms what the customer typed into the Payment Element. Methods that need another page leave for it and come back to `returnUrl`.
 */
export async function confirmPayment(
  stripe: Stripe,
  elements: StripeElements,
  returnUrl: string,
): Promise<Confirmation> {
  try {
    const { error } = await stripe.confirmPayment({
      elements,
      confirmParams: { return_url: returnUrl },
      redirect: 'if_required',
    });
    if (!error) return { outcome: 'sent' };
    if (hasGoneThrough(error.payment_intent?.status)) return { outcome: 'sent' };
    if (error.type === 'validation_error') return { outcome: 'incomplete' };
    if (error.type !== 'card_error') return { outcome: 'unknown' };
    return { outcome: 'declined', message: error.message ?? '' };
  } catch (cause) {
    reportError(cause);
    return { outcome: 'unknown' };
  }
}

/** A payment that was confirmed before, in another tab perhaps, is an error to Stripe.js and good news to the customer. */
function hasGoneThrough(status: string | undefined): boolean {
  return status === 'succeeded' || status === 'processing' || status === 'requires_capture';
}
