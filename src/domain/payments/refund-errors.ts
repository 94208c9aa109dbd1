import { DomainError } from '../shared/domain-error.js';
import type { Money } from '../shared/money.js';

export const orderNotRefundable = (number: string, why: string): DomainError =>
  new DomainError('order_not_refundable', 'conflict', `Order ${number} cannot be refunded: ${why}.`);

export const refundExceedsCaptured = (asked: Money | null, room: Money): DomainError =>
  new DomainError(
    'refund_exceeds_captured',
    'conflict',
    asked === null
      ? 'Nothing is left to refund: all that was captured is refunded, on its way back or disputed.'
      : `${asked.toString()} is more than can be refunded: ${room.toString()} is left of what was captured.`,
  );

export const paymentDisputed = (number: string): DomainError =>
  new DomainError(
    'payment_disputed',
    'conflict',
    `The payment of order ${number} is disputed, and Stripe does not refund it: answer or accept the dispute.`,
  );

export const refundUnanswered = (cause: unknown): DomainError =>
  new DomainError(
    'stripe_unavailable',
    'unavailable',
    'Stripe has not answered. The refund stands and is carried out once; ask again with the same Idempotency-Key.',
    { cause },
  );

export const refundRejected = (message: string): DomainError =>
  new DomainError('refund_rejected', 'upstream_failed', `Stripe refused the refund: ${message}`);
