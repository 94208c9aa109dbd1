import type Stripe from 'stripe';
import { settleCharge } from '../charges/settle-charge.js';
import type { Operation } from '../core/operation.js';
import { closeReviewOf } from '../reviews/review.js';
import { moveDisputed } from './dispute-money.js';
import { NO_EVIDENCE } from './evidence.js';

/** Banks give about nine days to respond. */
const RESPOND_SECONDS = 9 * 24 * 3600;

export interface DisputeFacts {
  reason: string;
  /** An inquiry asks questions and moves no money. */
  inquiry: boolean;
}

/** The customer's bank takes the money back, or asks why it was taken. */
export function openDispute(op: Operation, chargeId: string, facts: DisputeFacts): Stripe.Dispute {
  const charge = settleCharge(op, chargeId, true);
  const due_by = op.now + RESPOND_SECONDS;
  const dispute = op.put('disputes', {
    id: op.id('du'),
    object: 'dispute',
    amount: charge.amount_captured - charge.amount_refunded,
    balance_transactions: [],
    charge: charge.id,
    created: op.now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: NO_EVIDENCE,
    evidence_details: {
      due_by,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: facts.inquiry,
    livemode: false,
    metadata: {},
    network_reason_code: '10.4',
    payment_intent: charge.payment_intent,
    ...cardCase(charge, facts.inquiry),
    reason: facts.reason,
    status: facts.inquiry ? 'warning_needs_response' : 'needs_response',
  });
  const disputed = op.put('charges', { ...charge, disputed: true });
  closeReviewOf(op, disputed, 'disputed');
  op.emit('charge.dispute.created', dispute);
  op.schedule('dispute.due', dispute.id, RESPOND_SECONDS * 1000);
  return facts.inquiry ? dispute : withdraw(op, dispute);
}

/** What the card's network calls the case; other methods have no such names. */
function cardCase(charge: Stripe.Charge, inquiry: boolean): Pick<Stripe.Dispute, 'payment_method_details'> {
  const brand = charge.payment_method_details?.card?.brand;
  if (typeof brand !== 'string') return {};
  return {
    payment_method_details: {
      type: 'card',
      card: {
        brand,
        case_type: inquiry ? 'inquiry' : 'chargeback',
        network: brand,
        network_reason_code: '10.4',
      },
    },
  };
}

/** Takes the disputed amount and the fee out of the balance. */
export function withdraw(op: Operation, dispute: Stripe.Dispute): Stripe.Dispute {
  const transaction = moveDisputed(op, dispute, 'withdrawal');
  const after = op.put('disputes', { ...dispute, balance_transactions: [transaction] });
  op.emit('charge.dispute.funds_withdrawn', after, dispute);
  return after;
}
