import type { StripeDispute } from '../../application/payments/ports/stripe-disputes.js';
import type { DisputeTransaction } from '../../domain/payments/dispute-standing.js';
import type { StripeEvent } from '../dispatch/stripe-event.js';
import { idOf, property, stringOrNull } from '../../application/json.js';
import { unreadable } from './unreadable-payload.js';

/** `data.object` of a `charge.dispute.*` event, of every API version. @throws UnreadablePayloadError */
export function readDispute({ object, createdAt }: StripeEvent): StripeDispute {
  const { id, status, amount, currency, reason, created } = object;
  const details = object.evidence_details;
  const chargeId = idOf(object.charge);
  if (typeof id !== 'string' || typeof status !== 'string' || chargeId === null)
    throw unreadable('dispute', 'id, status or charge');
  if (!Number.isSafeInteger(amount) || typeof currency !== 'string')
    throw unreadable('dispute', 'amount or currency');
  return {
    id,
    chargeId,
    paymentIntentId: idOf(object.payment_intent),
    amountMinor: Number(amount),
    currency,
    reason: stringOrNull(reason) ?? 'general',
    status,
    dueBy: timeOf(property(details, 'due_by')),
    isChargeRefundable: object.is_charge_refundable === true,
    hasEvidence: property(details, 'has_evidence') === true,
    submissionCount: countOf(property(details, 'submission_count')),
    balanceTransactions: transactionsOf(object.balance_transactions),
    openedAt: timeOf(created) ?? createdAt,
    responseId: stringOrNull(property(object.metadata, 'response_id')),
    askedAt: createdAt,
    asOf: createdAt,
  };
}

function transactionsOf(list: unknown): DisputeTransaction[] {
  if (!Array.isArray(list)) return [];
  return list.map((transaction: unknown) => {
    const id = property(transaction, 'id');
    const amount = property(transaction, 'amount');
    const currency = property(transaction, 'currency');
    if (typeof id !== 'string' || !Number.isSafeInteger(amount) || typeof currency !== 'string')
      throw unreadable('dispute', 'balance transactions');
    return { id, amountMinor: Number(amount), currency };
  });
}

/** Stripe's times are seconds of the epoch; none is null or 0. */
function timeOf(seconds: unknown): Date | null {
  return Number.isSafeInteger(seconds) && Number(seconds) > 0 ? new Date(Number(seconds) * 1_000) : null;
}

function countOf(value: unknown): number {
  return Number.isSafeInteger(value) ? Number(value) : 0;
}
