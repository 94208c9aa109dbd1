import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import { settleDelayed } from '../payment-intents/delayed-methods.js';
import { moveCash } from './move-cash.js';

/** Applies what a customer has to the intents that wait for a transfer, in the order in which they were made. */
export function payWithCash(op: Operation, customer: string, currency: string): void {
  const waiting = [...op.newestFirst('payment_intents')].filter(
    (intent) =>
      intent.customer === customer && intent.currency === currency && instructionsOf(intent) !== null,
  );
  for (const intent of waiting.reverse()) {
    const available = op.get('cash_accounts', customer)?.available[currency] ?? 0;
    const missing = instructionsOf(intent)?.amount_remaining ?? 0;
    const amount = Math.min(available, missing);
    if (amount === 0) return;
    moveCash(op, customer, currency, -amount, {
      type: 'applied_to_payment',
      applied_to_payment: { payment_intent: intent.id },
    });
    if (amount === missing) settleDelayed(op, intent.id);
    else fundPartially(op, intent, missing - amount);
  }
}

function fundPartially(op: Operation, intent: Stripe.PaymentIntent, amount_remaining: number): void {
  const instructions = instructionsOf(intent);
  if (intent.next_action === null || instructions === null) return;
  const next_action = {
    ...intent.next_action,
    display_bank_transfer_instructions: { ...instructions, amount_remaining },
  };
  op.emit('payment_intent.partially_funded', op.put('payment_intents', { ...intent, next_action }), intent);
}

function instructionsOf(
  intent: Stripe.PaymentIntent,
): Stripe.PaymentIntent.NextAction.DisplayBankTransferInstructions | null {
  if (intent.status !== 'requires_action') return null;
  return intent.next_action?.display_bank_transfer_instructions ?? null;
}
