import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import type { Decline } from '../payment-methods/test-cards.js';
import { paymentMethodDetails } from './payment-method-details.js';

/** The account's name on bank statements. */
const DESCRIPTOR = 'KAIKEI SANDBOX';

/** What a charge takes from the intent that it is for, or from the request if it has none. */
export type ChargeBasis = Pick<
  Stripe.PaymentIntent,
  | 'amount'
  | 'currency'
  | 'customer'
  | 'description'
  | 'metadata'
  | 'receipt_email'
  | 'shipping'
  | 'statement_descriptor'
  | 'statement_descriptor_suffix'
  | 'transfer_group'
> & { id: string | null; payment_method_options?: Stripe.PaymentIntent.PaymentMethodOptions | null };

interface Attempt {
  status: 'succeeded' | 'pending' | 'failed';
  captured: boolean;
  riskLevel: 'normal' | 'elevated' | 'highest';
  decline?: Decline;
  /** Seconds since the epoch: when a hold lapses. */
  captureBefore?: number;
}

/** One attempt to take the money of an intent. Charges copy their intent's metadata. */
export function newCharge(
  op: Operation,
  intent: ChargeBasis,
  method: Stripe.PaymentMethod,
  attempt: Attempt,
): Stripe.Charge {
  const id = op.id(method.type === 'card' ? 'ch' : 'py');
  const { decline } = attempt;
  const suffix = intent.statement_descriptor_suffix;
  return op.put('charges', {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: attempt.status === 'succeeded' && attempt.captured ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: (suffix ? `${DESCRIPTOR}* ${suffix}` : DESCRIPTOR).slice(0, 22),
    captured: attempt.captured,
    created: op.now,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline ? decline.code : null,
    failure_message: decline ? decline.message : null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcomeOf(attempt),
    paid: attempt.status === 'succeeded',
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: paymentMethodDetails(op, intent, method, attempt),
    radar_options: {},
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: attempt.status === 'failed' ? null : `${op.world.baseUrl}/receipts/${id}`,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: suffix,
    status: attempt.status,
    transfer_data: null,
    transfer_group: intent.transfer_group,
  });
}

const RISK_SCORES = { normal: 20, elevated: 72, highest: 92 };

/** What most charges come to, kept once: objects never change in place. */
const COMPLETE = approved('normal');

function outcomeOf({ status, riskLevel, decline }: Attempt): Stripe.Charge.Outcome {
  const base = {
    network_advice_code: null,
    network_decline_code: null,
    risk_level: riskLevel,
    risk_score: RISK_SCORES[riskLevel],
  };
  if (riskLevel === 'highest')
    return {
      ...base,
      advice_code: null,
      network_status: 'not_sent_to_network',
      reason: 'highest_risk_level',
      seller_message: 'Stripe blocked this payment as too risky.',
      type: 'blocked',
    };
  if (status === 'failed')
    return {
      ...base,
      advice_code: decline?.advice_code ?? null,
      network_status: 'declined_by_network',
      reason: decline?.decline_code ?? 'generic_decline',
      seller_message: 'The bank did not return any further details with this decline.',
      type: 'issuer_declined',
    };
  return riskLevel === 'normal' ? COMPLETE : approved(riskLevel);
}

function approved(risk_level: 'normal' | 'elevated'): Stripe.Charge.Outcome {
  const elevated = risk_level === 'elevated';
  return {
    network_advice_code: null,
    network_decline_code: null,
    risk_level,
    risk_score: RISK_SCORES[risk_level],
    advice_code: null,
    network_status: 'approved_by_network',
    reason: elevated ? 'elevated_risk_level' : null,
    seller_message: elevated
      ? 'Stripe evaluated this payment as having elevated risk, and placed it in your manual review queue.'
      : 'Payment complete.',
    type: elevated ? 'manual_review' : 'authorized',
  };
}
