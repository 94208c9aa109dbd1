import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';

/** A charge was given back in full: there is nothing left to do about its warnings. */
export function settleWarnings(op: Operation, charge: Stripe.Charge): void {
  for (const warning of [...op.newestFirst('early_fraud_warnings')])
    if (warning.charge === charge.id && warning.actionable)
      op.emit(
        'radar.early_fraud_warning.updated',
        op.put('early_fraud_warnings', { ...warning, actionable: false }),
        warning,
      );
}
