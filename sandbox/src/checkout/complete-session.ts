import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import { isDeleted } from '../customers/customer.js';
import { cancelIntent } from '../payment-intents/cancel.js';

/** The customer is done. Paid now, or unpaid until a slow method has settled. */
export function completeSession(
  op: Operation,
  id: string,
  form: { email?: string; name?: string },
  intent: Stripe.PaymentIntent | null,
): Stripe.Checkout.Session {
  const before = op.must('checkout_sessions', id);
  const paid = intent?.status === 'succeeded' || intent?.status === 'requires_capture';
  const after = op.put('checkout_sessions', {
    ...before,
    customer_details: detailsOf(op, before, form),
    payment_intent: intent?.id ?? null,
    payment_status: intent === null ? before.payment_status : paid ? 'paid' : 'unpaid',
    status: 'complete',
    url: null,
  });
  op.emit('checkout.session.completed', after);
  return after;
}

/** A slow method has settled, one way or the other. */
export function settleSession(op: Operation, intentId: string, paid: boolean): void {
  const session = sessionOf(op, intentId);
  if (session?.status !== 'complete' || session.payment_status !== 'unpaid') return;
  const after = op.put('checkout_sessions', { ...session, payment_status: paid ? 'paid' : 'unpaid' });
  op.emit(paid ? 'checkout.session.async_payment_succeeded' : 'checkout.session.async_payment_failed', after);
}

/** Closes a session that nobody paid in time, or that the seller calls off. */
export function expireSession(op: Operation, id: string): Stripe.Checkout.Session {
  const before = op.must('checkout_sessions', id);
  const after = op.put('checkout_sessions', { ...before, status: 'expired', url: null });
  const attempt = op.get('payment_intents', op.get('checkout_states', id)?.intent ?? '');
  if (attempt && !['succeeded', 'canceled', 'processing'].includes(attempt.status))
    cancelIntent(op, attempt.id, 'automatic');
  op.emit('checkout.session.expired', after);
  return after;
}

function sessionOf(op: Operation, intentId: string): Stripe.Checkout.Session | undefined {
  return op.get('checkout_sessions', op.get('intent_sessions', intentId)?.session ?? '');
}

function detailsOf(
  op: Operation,
  session: Stripe.Checkout.Session,
  form: { email?: string; name?: string },
): Stripe.Checkout.Session.CustomerDetails {
  const customer = typeof session.customer === 'string' ? op.get('customers', session.customer) : undefined;
  const known = customer && !isDeleted(customer) ? customer : undefined;
  return {
    address: known?.address ?? null,
    business_name: null,
    email: form.email ?? session.customer_email ?? known?.email ?? null,
    individual_name: null,
    name: form.name ?? known?.name ?? null,
    phone: known?.phone ?? null,
    tax_exempt: 'none',
    tax_ids: [],
  };
}
