import * as step from './sequence-steps.js';
import type { Sequence } from './sequence-steps.js';

const CHANGED = { metadata: { changed: 'yes' } };

const CHARGES: Record<string, Sequence> = {
  'charge.captured': async (api) => {
    const { id } = await step.pay(api, 'pm_card_visa', { capture_method: 'manual' });
    await api.create('PaymentIntent', `payment_intents/${id}/capture`);
  },
  'charge.dispute.closed': async (api) => api.create('Dispute', `disputes/${await step.disputed(api)}/close`),
  'charge.dispute.created': (api) => step.disputed(api, 'pm_card_createDisputeInquiry'),
  'charge.dispute.funds_reinstated': async (api) =>
    step.submitEvidence(api, await step.disputed(api), 'winning_evidence'),
  'charge.dispute.funds_withdrawn': async (api) => {
    const inquiry = await step.disputed(api, 'pm_card_createDisputeInquiry');
    await step.submitEvidence(api, inquiry, 'escalate_inquiry_evidence');
  },
  'charge.dispute.updated': async (api) =>
    api.create('Dispute', `disputes/${await step.disputed(api)}`, CHANGED),
  'charge.expired': async (api) => {
    const held = await step.pay(api, 'pm_card_visa', { capture_method: 'manual' });
    await api.create('Charge', `test_helpers/charges/${String(held.latest_charge)}/expire`);
  },
  'charge.failed': (api) => step.refused(step.pay(api, 'pm_card_chargeDeclined')),
  'charge.pending': (api) => step.pay(api, 'pm_usBankAccount'),
  'charge.refund.updated': (api) => step.refund(api, 'pm_card_pendingRefund'),
  'charge.refunded': (api) => step.refund(api),
  'charge.succeeded': (api) =>
    api.create('Charge', 'charges', { amount: 100, currency: 'usd', source: 'tok_visa' }),
  'charge.updated': (api) => step.pay(api),
  'radar.early_fraud_warning.created': (api) => step.pay(api, 'pm_card_createIssuerFraudRecord'),
  'radar.early_fraud_warning.updated': (api) => step.refund(api, 'pm_card_createIssuerFraudRecord'),
  'refund.created': (api) => step.refund(api),
  'refund.failed': (api) => step.refund(api, 'pm_card_refundFail'),
  'refund.updated': async (api) => api.create('Refund', `refunds/${(await step.refund(api)).id}`, CHANGED),
  'review.closed': async (api) => {
    await step.pay(api, 'pm_card_riskLevelElevated');
    const { id } = step.first((await api.get('Review', 'reviews')).data);
    await api.create('Review', `reviews/${id}/approve`);
  },
  'review.opened': (api) => step.pay(api, 'pm_card_riskLevelElevated'),
};

const PAYMENTS: Record<string, Sequence> = {
  'checkout.session.async_payment_failed': (api) =>
    step.payAtCheckout(api, 'usd', step.bankAccount('000111111116')),
  'checkout.session.async_payment_succeeded': (api) =>
    step.payAtCheckout(api, 'usd', step.bankAccount('000123456789')),
  'checkout.session.completed': (api) =>
    step.payAtCheckout(api, 'jpy', { type: 'card', card: { token: 'tok_visa' } }),
  'checkout.session.expired': async (api) =>
    api.create('Checkout.Session', `checkout/sessions/${(await step.openCheckout(api, 'jpy')).id}/expire`),
  'payment_intent.amount_capturable_updated': (api) =>
    step.pay(api, 'pm_card_visa', { capture_method: 'manual' }),
  'payment_intent.canceled': async (api) => {
    const { id } = await api.create('PaymentIntent', 'payment_intents', { amount: 2000, currency: 'usd' });
    await api.create('PaymentIntent', `payment_intents/${id}/cancel`);
  },
  'payment_intent.created': (api) =>
    api.create('PaymentIntent', 'payment_intents', { amount: 2000, currency: 'usd' }),
  'payment_intent.partially_funded': (api) => step.transfer(api, 400),
  'payment_intent.payment_failed': (api) => step.pay(api, 'pm_usBankAccount_insufficientFunds'),
  'payment_intent.processing': (api) => step.pay(api, 'pm_sepaDebit', { currency: 'eur' }),
  'payment_intent.requires_action': (api) => step.pay(api, 'pm_card_threeDSecure2Required'),
  'payment_intent.succeeded': (api) => step.transfer(api, 1000),
  'setup_intent.canceled': async (api) => {
    const { id } = await api.create('SetupIntent', 'setup_intents');
    await api.create('SetupIntent', `setup_intents/${id}/cancel`);
  },
  'setup_intent.created': (api) => api.create('SetupIntent', 'setup_intents'),
  'setup_intent.requires_action': (api) => step.setUp(api, 'pm_card_authenticationRequired'),
  'setup_intent.setup_failed': (api) => step.refused(step.setUp(api, 'pm_card_chargeDeclined')),
  'setup_intent.succeeded': (api) => step.setUp(api, 'pm_card_visa'),
};

const CUSTOMERS: Record<string, Sequence> = {
  'cash_balance.funds_available': (api) => step.transfer(api, 1500),
  'customer.created': (api) => api.create('Customer', 'customers', { source: 'tok_visa' }),
  'customer.deleted': async (api) =>
    api.call('DeletedCustomer', 'DELETE', `customers/${(await api.create('Customer', 'customers')).id}`),
  'customer.source.created': (api) => step.withSource(api),
  'customer.source.deleted': async (api) => api.call('DeletedCard', 'DELETE', await step.withSource(api)),
  'customer.source.updated': async (api) => api.create('Card', await step.withSource(api), CHANGED),
  'customer.updated': async (api) =>
    api.create('Customer', `customers/${(await api.create('Customer', 'customers')).id}`, CHANGED),
  'customer_cash_balance_transaction.created': (api) => step.transfer(api, 10),
  'payment_method.attached': (api) => step.attached(api),
  'payment_method.detached': async (api) =>
    api.create('PaymentMethod', `payment_methods/${(await step.attached(api)).id}/detach`),
  'payment_method.updated': async (api) =>
    api.create('PaymentMethod', `payment_methods/${(await step.attached(api)).id}`, CHANGED),
};

const MONEY_AND_CATALOGUE: Record<string, Sequence> = {
  'balance.available': (api) => step.pay(api, 'pm_card_bypassPending'),
  'payout.canceled': async (api) => api.create('Payout', `payouts/${(await step.payout(api)).id}/cancel`),
  'payout.created': (api) => step.payout(api),
  'payout.failed': (api) => step.payout(api, { status: 'failed' }),
  'payout.paid': (api) => step.payout(api),
  'payout.reconciliation_completed': async (api) =>
    api.create('Payout', `test_helpers/payouts/${(await step.payout(api)).id}/reconcile`),
  'payout.updated': async (api) => api.create('Payout', `payouts/${(await step.payout(api)).id}`, CHANGED),
  'price.created': (api) =>
    api.create('Price', 'prices', { currency: 'jpy', unit_amount: 500, product_data: { name: 'Tea' } }),
  'price.updated': async (api) => {
    const made = { currency: 'jpy', unit_amount: 500, product_data: { name: 'Tea' } };
    await api.create('Price', `prices/${(await api.create('Price', 'prices', made)).id}`, CHANGED);
  },
  'product.created': (api) => step.product(api),
  'product.deleted': async (api) => api.call('DeletedProduct', 'DELETE', await step.product(api)),
  'product.updated': async (api) => api.create('Product', await step.product(api), CHANGED),
};

/** By event type: requests, such as any client of Stripe may send, that end in the event. */
export const EVENT_SEQUENCES: Record<string, Sequence> = {
  ...CHARGES,
  ...PAYMENTS,
  ...CUSTOMERS,
  ...MONEY_AND_CATALOGUE,
};
