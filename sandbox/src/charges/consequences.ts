import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import type { CardBehaviour } from '../payment-methods/test-cards.js';

/** What some test cards and accounts bring with them after they have paid. */
export type Consequence = (op: Operation, charge: Stripe.Charge, card: CardBehaviour) => void;

export function afterSuccess(op: Operation, charge: Stripe.Charge, card: CardBehaviour): void {
  for (const consequence of op.world.consequences) consequence(op, charge, card);
}
