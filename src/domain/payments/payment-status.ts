/** Where a payment stands at Stripe. Names as Stripe's PaymentIntent has them. */
export type PaymentStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'processing'
  | 'requires_capture'
  | 'succeeded'
  | 'canceled';

const STATUSES: ReadonlySet<string> = new Set<PaymentStatus>([
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
  'processing',
  'requires_capture',
  'succeeded',
  'canceled',
]);

export function isPaymentStatus(value: unknown): value is PaymentStatus {
  return typeof value === 'string' && STATUSES.has(value);
}

/** The payer has done their part: the money is held, on its way or here. */
export function isUnderWay(status: PaymentStatus): boolean {
  return status === 'processing' || status === 'requires_capture' || status === 'succeeded';
}

/** Stripe never leaves these two. */
export function isFinal(status: PaymentStatus): boolean {
  return status === 'succeeded' || status === 'canceled';
}
