import type { AdminOrderDetail } from 'kaikei-sdk';

/** What is held for the order and can be captured, in minor units. */
export function heldMinor({ status, payments }: AdminOrderDetail): number {
  if (status !== 'authorized') return 0;
  return payments.find((payment) => payment.status === 'open')?.amount_capturable ?? 0;
}
