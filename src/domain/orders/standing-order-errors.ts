import { DomainError } from '../shared/domain-error.js';
import type { OrderStatus } from './order-status.js';

/** Named in the message; whoever has more in the way finds the others next. */
const MAX_NAMED = 5;

const WHAT_TO_DO: Partial<Record<OrderStatus, string>> = {
  awaiting_payment: 'cancel it, or pay it',
  processing: 'wait until its payment has arrived or failed',
  authorized: 'wait until the shop has charged or released what is held',
  disputed: 'wait until the bank has decided',
};

/** The account still has orders that are not settled. Says of each what is to be done. */
export function accountInUse(
  orders: readonly { readonly number: string; readonly status: OrderStatus }[],
): DomainError {
  const named = orders
    .slice(0, MAX_NAMED)
    .map(({ number, status }) => `${number} is ${status}: ${WHAT_TO_DO[status] ?? 'try again in a minute'}`);
  return new DomainError(
    'account_in_use',
    'conflict',
    `The account has orders that are not settled. ${named.join('. ')}. Then delete it.`,
  );
}
