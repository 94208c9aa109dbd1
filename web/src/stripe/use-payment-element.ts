import { type RefObject, useEffect, useState } from 'react';
import type { Stripe, StripeElements, StripePaymentElement } from '@stripe/stripe-js';
import { currentAppearance, darkScheme } from './appearance.js';
import { startStripe } from './load-stripe.js';

export type PaymentElement =
  { state: 'loading' } | { state: 'failed' } | { state: 'ready'; stripe: Stripe; elements: StripeElements };

interface Source {
  scriptUrl: string;
  publishableKey: string;
  clientSecret: string;
}

const loading: PaymentElement = { state: 'loading' };

/** Puts Stripe's Payment Element into `place`. `attempt` starts it anew after a failure. */
export function usePaymentElement(
  place: RefObject<HTMLElement | null>,
  { scriptUrl, publishableKey, clientSecret }: Source,
  attempt: number,
): PaymentElement {
  const [settled, setSettled] = useState<{ attempt: number; element: PaymentElement } | null>(null);

  useEffect(() => {
    let mounted: StripePaymentElement | null = null;
    const gone = new AbortController();
    const settle = (element: PaymentElement) => {
      if (!gone.signal.aborted) setSettled({ attempt, element });
    };

    async function mount() {
      const stripe = await startStripe(scriptUrl, publishableKey);
      if (gone.signal.aborted || !place.current) return;
      const elements = stripe.elements({ clientSecret, appearance: currentAppearance() });
      const restyle = () => void elements.update({ appearance: currentAppearance() });
      darkScheme.addEventListener('change', restyle, { signal: gone.signal });
      mounted = elements.create('payment', { layout: 'tabs' });
      mounted.on('ready', () => settle({ state: 'ready', stripe, elements }));
      mounted.on('loaderror', () => settle({ state: 'failed' }));
      mounted.mount(place.current);
    }

    mount().catch(() => settle({ state: 'failed' }));
    return () => {
      gone.abort();
      mounted?.destroy();
    };
  }, [place, scriptUrl, publishableKey, clientSecret, attempt]);

  return settled?.attempt === attempt ? settled.element : loading;
}
