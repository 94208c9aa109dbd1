import type { AttemptSnapshot } from '../../domain/payments/payment-attempt.js';
import type { StripePayment } from '../ports/stripe-service.js';

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
    { name: 'amount', expected: String(attempt.amountMinor), seen: String(payment.amountMinor) },
    { name: 'currency', expected: attempt.currency, seen: payment.currency },
    { name: 'livemode', expected: String(livemode), seen: String(payment.livemode) },
    { name: 'order', expected: attempt.orderId, seen: payment.orderId ?? 'none' },
    {
      name: 'amount_received',
      expected: payment.status === 'succeeded' ? String(attempt.amountMinor) : '0',
      seen: String(payment.amountReceivedMinor),
    },
  ];
  return compared.filter(({ expected, seen }) => expected !== seen);
}
