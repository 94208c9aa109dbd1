import type Stripe from 'stripe';
import type { Picture } from './picture.js';

interface Named {
  readonly metadata: Stripe.Metadata | null;
}

/** It can still be paid, or waits for something. */
export function isLive({ status }: Stripe.PaymentIntent): boolean {
  return status !== 'succeeded' && status !== 'canceled';
}

/** Made by a test in our name. */
export function isImpostor({ metadata }: Named): boolean {
  return metadata?.impostor !== undefined;
}

/** Whether nobody here counts on it any more, by Stripe's own word. */
export function isGivenUp({ givenUp }: Picture, { metadata }: Named): boolean {
  return givenUp.has(metadata?.attempt_id ?? '');
}
