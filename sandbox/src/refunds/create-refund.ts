import type Stripe from 'stripe';
import { postToBalance } from '../balance/balance-transaction.js';
import { settleCharge } from '../charges/settle-charge.js';
import type { Operation } from '../core/operation.js';
import { invalidRequest, parameterMissing, stateError, type StripeError } from '../core/stripe-error.js';
import { mergeMetadata } from '../http/metadata.js';
import { found } from '../http/standard-routes.js';
import { checkLastDigit, money } from '../money/check-amount.js';
import { settle } from '../money/settlement.js';
import { cardByNumber } from '../payment-methods/test-cards.js';
import { closeReviewOf } from '../reviews/review.js';
import { settleWarnings } from '../fraud-warnings/settle-warnings.js';
import { newRefund } from './new-refund.js';
import { refundHold } from './refund-hold.js';

/** How long the two test cards take whose refunds do not end at once. */
const OUTCOME_AFTER_MS = 2000;

/** How long a customer has to say where a refund should go. */
const ANSWER_SECONDS = 45 * 24 * 3600;

export function createRefund(op: Operation, params: Stripe.RefundCreateParams): Stripe.Refund {
  const target = chargeToRefund(op, params);
  if (!target.captured && !target.refunded) return refundHold(op, target, params);
  const charge = settleCharge(op, target.id, true);
  if (charge.refunded)
    throw stateError(`Charge ${charge.id} has already been refunded.`, 'charge_already_refunded', {
      param: 'charge',
    });
  if (charge.disputed && disputeHoldsIt(op, charge))
    throw stateError(`Charge ${charge.id} has been charged back; cannot issue a refund.`, 'charge_disputed');
  const room = charge.amount_captured - charge.amount_refunded;
  const amount = params.amount ?? room;
  if (amount < 1)
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  checkLastDigit(amount, charge.currency, 'amount');
  if (amount > room) throw tooLarge(charge, amount, room);
  const behaviour = refundBehaviour(op, charge);
  const pending = newRefund(op, charge, {
    amount,
    reason: params.reason ?? null,
    metadata: mergeMetadata({}, params.metadata as Record<string, string> | ''),
  });
  const refund = op.put('refunds', {
    ...pending,
    balance_transaction: postRefund(op, charge, pending).id,
    status: behaviour === 'pending' ? 'pending' : 'succeeded',
    ...askForBankDetails(op, charge, params.instructions_email),
  });
  const refunded = charge.amount_refunded + amount;
  const after = op.put('charges', {
    ...charge,
    amount_refunded: refunded,
    refunded: refunded === charge.amount_captured,
  });
  op.emit('refund.created', refund);
  op.emit('charge.refunded', after, charge);
  if (after.refunded) {
    closeReviewOf(op, after, params.reason === 'fraudulent' ? 'refunded_as_fraud' : 'refunded');
    settleWarnings(op, after);
  }
  if (behaviour !== undefined) op.schedule(`refund.${behaviour}`, refund.id, OUTCOME_AFTER_MS);
  return refund;
}

/** Nobody can pay back into a shop: a konbini's customer is asked by mail where the money should go. */
function askForBankDetails(
  op: Operation,
  charge: Stripe.Charge,
  email: string | undefined,
): Pick<Stripe.Refund, 'status' | 'next_action'> | null {
  if (email === undefined || charge.payment_method_details?.type !== 'konbini') return null;
  const display_details = {
    email_sent: { email_sent_at: op.now, email_sent_to: email },
    expires_at: op.now + ANSWER_SECONDS,
  };
  return { status: 'requires_action', next_action: { type: 'display_details', display_details } };
}

function tooLarge(charge: Stripe.Charge, amount: number, room: number): StripeError {
  const limit = room === charge.amount ? 'charge amount' : 'unrefunded amount on charge';
  const [asked, left] = [money(amount, charge.currency), money(room, charge.currency)];
  return stateError(`Refund amount (${asked}) is greater than ${limit} (${left})`, 'amount_too_large', {
    param: 'amount',
  });
}

function chargeToRefund(op: Operation, params: Stripe.RefundCreateParams): Stripe.Charge {
  if (params.charge && params.payment_intent)
    throw invalidRequest('You may only specify one of these parameters: charge, payment_intent.', {
      param: 'payment_intent',
    });
  if (params.charge) return refundable(found(op, 'charges', params.charge, 'charge', 'charge'));
  if (!params.payment_intent)
    throw invalidRequest(
      'One of the following params should be provided for this request: payment_intent or charge.',
      {
        code: parameterMissing('payment_intent').body.code ?? 'parameter_missing',
      },
    );
  const intent = found(op, 'payment_intents', params.payment_intent, 'payment_intent', 'payment_intent');
  if (typeof intent.latest_charge !== 'string')
    throw stateError(
      `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`,
      'charge_not_refundable',
    );
  return refundable(op.must('charges', intent.latest_charge));
}

function refundable(charge: Stripe.Charge): Stripe.Charge {
  if (charge.status === 'succeeded') return charge;
  throw stateError(
    `Charge ${charge.id} has a status of ${charge.status} and cannot be refunded.`,
    'charge_not_refundable',
  );
}

/** Takes the refund out of the balance at the rate that the charge was settled at. Fees are not given back. */
function postRefund(op: Operation, charge: Stripe.Charge, refund: Stripe.Refund): Stripe.BalanceTransaction {
  const settled = settle(-refund.amount, charge.currency);
  return postToBalance(op, {
    type: charge.payment_method_details?.type === 'card' ? 'refund' : 'payment_refund',
    reporting_category: 'refund',
    amount: settled.amount,
    currency: settled.currency,
    exchange_rate: settled.exchange_rate,
    source: refund.id,
    description: `REFUND FOR ${charge.description === null ? 'CHARGE' : `CHARGE (${charge.description})`}`,
    availableIn: 0,
  });
}

function refundBehaviour(op: Operation, charge: Stripe.Charge): 'pending' | 'fails' | undefined {
  const instrument =
    charge.payment_method === null ? undefined : op.get('instruments', charge.payment_method);
  return instrument && cardByNumber(instrument.number)?.refund;
}

/** A dispute keeps the money unless it is only an inquiry, or was won. */
function disputeHoldsIt(op: Operation, charge: Stripe.Charge): boolean {
  for (const dispute of op.newestFirst('disputes'))
    if (dispute.charge === charge.id) return !dispute.is_charge_refundable;
  return false;
}
