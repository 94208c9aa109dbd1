import { text } from '../text/text.js';

/**
 * Why a payment was declined: in our words for the reasons that we know, since Stripe's come in English or in the browser's language, else
 * in Stripe's.
 *
 * @param code Stripe's decline code or, where the bank gave no reason, error code
 * @param message Stripe's words for the payer
 */
export function declineReason(code: string | null, message: string | null): string | null {
  return text.pay.declines[code ?? ''] ?? message;
}
