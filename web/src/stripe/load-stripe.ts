import type { Stripe, StripeConstructor } from '@stripe/stripe-js';
import { language } from '../text/language.js';

declare global {
  interface Window {
    Stripe?: StripeConstructor;
  }
}

// A script of this size takes a second or two on a poor connection. Beyond this, the customer is better off with a button to try again.
const TIMEOUT_MS = 20_000;

const loading = new Map<string, Promise<StripeConstructor>>();

/**
 * Stripe, in the language that the page speaks.
 *
 * @param address of Stripe.js, from `GET /api/config`
 * @throws Error when the script cannot be had; the next call tries again
 */
export async function startStripe(address: string, publishableKey: string): Promise<Stripe> {
  const start = await loadStripe(address);
  return start(publishableKey, { locale: language.get() ?? 'auto' });
}

/**
 * Loads Stripe.js, or what stands in for it in the sandbox, once per page. It must come from Stripe itself and cannot be bundled
 * (https://docs.stripe.com/security/guide#validating-pci-compliance).
 */
function loadStripe(address: string): Promise<StripeConstructor> {
  let attempt = loading.get(address);
  if (!attempt) {
    attempt = insertScript(address);
    loading.set(address, attempt);
    attempt.catch(() => loading.delete(address));
  }
  return attempt;
}

function insertScript(address: string): Promise<StripeConstructor> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    const give = (stripe: StripeConstructor | undefined) => {
      clearTimeout(timer);
      if (stripe) {
        resolve(stripe);
      } else {
        script.remove();
        reject(new Error(`Stripe.js could not be loaded from ${address}`));
      }
    };
    const timer = setTimeout(() => give(undefined), TIMEOUT_MS);
    script.src = address;
    script.async = true;
    script.onload = () => give(window.Stripe);
    script.onerror = () => give(undefined);
    document.head.append(script);
  });
}
