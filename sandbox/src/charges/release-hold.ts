import type { Operation } from '../core/operation.js';
import { newRefund } from '../refunds/new-refund.js';

/** A card's hold lasts seven days. */
export const HOLD_SECONDS = 7 * 24 * 3600;

/** Gives back what was authorized and never captured: no money moves, but the charge and a refund show it. */
export function releaseHold(op: Operation, id: string, reason: 'expired_uncaptured_charge' | null): void {
  const before = op.must('charges', id);
  const refund = newRefund(op, before, { amount: before.amount, reason, metadata: {} });
  op.put('refunds', { ...refund, status: 'succeeded' });
  const after = op.put('charges', { ...before, amount_refunded: before.amount, refunded: true });
  if (reason === 'expired_uncaptured_charge') op.emit('charge.expired', after, before);
  op.emit('charge.refunded', after, before);
}
