import type { AttemptSnapshot } from '../../domain/payments/attempt-snapshot.js';
import type { StripePayment } from '../ports/stripe-service.js';
import type { StripeCheckoutSession } from './ports/stripe-checkout.js';

export interface Difference {
  readonly name: 'amount' | 'currency' | 'livemode' | 'order' | 'amount_received';
  readonly expected: string;
  readonly seen: string;
}

/** Everything in which Stripe's payment is not the one that was asked for. Empty: it fits. */
export function differences(
  attempt: AttemptSnapshot,
  payment: StripePayment,
  livemode: boolean,
): readonly Difference[] {
  const compared: readonly Difference[] = [
    ...compareTerms(attempt, payment, livemode),
    {
      name: 'amount_received',
      expected: String(expectedToBeReceived(attempt, payment)),
      seen: String(payment.amountReceivedMinor),
    },
  ];
  return compared.filter(({ expected, seen }) => expected !== seen);
}

/** The same for a Checkout session. */
export function checkoutDifferences(
  attempt: AttemptSnapshot,
  session: StripeCheckoutSession,
  livemode: boolean,
): readonly Difference[] {
  return compareTerms(attempt, session, livemode).filter(({ expected, seen }) => expected !== seen);
}

function compareTerms(
  attempt: AttemptSnapshot,
  seen: Pick<StripeCheckoutSession, 'amountMinor' | 'currency' | 'livemode' | 'orderId'>,
  livemode: boolean,
): readonly Difference[] {
  return [
    { name: 'amount', expected: String(attempt.amountMinor), seen: String(seen.amountMinor) },
    { name: 'currency', expected: attempt.currency, seen: seen.currency ?? 'none' },
    { name: 'livemode', expected: String(livemode), seen: String(seen.livemode) },
    { name: 'order', expected: attempt.orderId, seen: seen.orderId ?? 'none' },
  ];
}

/** Of what is held, any part may be captured; what was not held is received whole. */
function expectedToBeReceived(attempt: AttemptSnapshot, payment: StripePayment): number {
  if (payment.status !== 'succeeded') return 0;
  const { amountReceivedMinor } = payment;
  const isPart = amountReceivedMinor > 0 && amountReceivedMinor < attempt.amountMinor;
  return attempt.captureMethod === 'manual' && isPart ? amountReceivedMinor : attempt.amountMinor;
}
