import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';

/** Radar holds a payment back for a person to look at. */
export function openReview(op: Operation, charge: Stripe.Charge, opened: 'manual' | 'rule'): Stripe.Review {
  const review = op.put('reviews', {
    id: op.id('prv'),
    object: 'review',
    billing_zip: charge.billing_details.address?.postal_code ?? null,
    charge: charge.id,
    closed_reason: null,
    created: op.now,
    ip_address: null,
    ip_address_location: null,
    livemode: false,
    open: true,
    opened_reason: opened,
    ...(typeof charge.payment_intent === 'string' ? { payment_intent: charge.payment_intent } : {}),
    reason: opened,
    session: null,
  });
  op.change('charges', charge.id, { review: review.id });
  if (typeof charge.payment_intent === 'string')
    op.change('payment_intents', charge.payment_intent, { review: review.id });
  op.emit('review.opened', review);
  return review;
}

export function closeReview(op: Operation, id: string, reason: Stripe.Review.ClosedReason): Stripe.Review {
  const before = op.must('reviews', id);
  if (!before.open) return before;
  const after = op.put('reviews', { ...before, closed_reason: reason, open: false, reason });
  op.emit('review.closed', after, before);
  return after;
}

/** A refund or a dispute settles the question. */
export function closeReviewOf(
  op: Operation,
  charge: Stripe.Charge,
  reason: Stripe.Review.ClosedReason,
): void {
  if (typeof charge.review === 'string') closeReview(op, charge.review, reason);
}
