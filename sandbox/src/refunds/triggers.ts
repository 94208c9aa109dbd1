import type { Operation } from '../core/operation.js';
import { invalidRequest } from '../core/stripe-error.js';
import { found } from '../http/standard-routes.js';

/** The refund that was named, or the newest one that could still fail. */
export function anyRefund(op: Operation, id: string | undefined): string {
  if (id !== undefined) return found(op, 'refunds', id, 'refund', 'object').id;
  for (const refund of op.newestFirst('refunds'))
    if (refund.balance_transaction !== null && (refund.status === 'succeeded' || refund.status === 'pending'))
      return refund.id;
  throw invalidRequest('There is no refund that could fail: create one first, or name it in `object`.', {
    param: 'object',
  });
}
