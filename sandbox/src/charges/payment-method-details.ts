import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';

import type { ChargeBasis } from './new-charge.js';

interface Attempt {
  status: 'succeeded' | 'pending' | 'failed';
  captureBefore?: number;
}

/** How a charge was paid, as the charge keeps it even if the payment method changes later. */
export function paymentMethodDetails(
  op: Operation,
  intent: ChargeBasis,
  method: Stripe.PaymentMethod,
  attempt: Attempt,
): Stripe.Charge.PaymentMethodDetails {
  if (method.card) return { type: 'card', card: cardDetails(op, intent, method.card, attempt) };
  if (method.us_bank_account) {
    const { account_holder_type, account_type, bank_name, fingerprint, last4, routing_number } =
      method.us_bank_account;
    const us_bank_account = {
      account_holder_type,
      account_type,
      bank_name,
      fingerprint,
      last4,
      routing_number,
    };
    return { type: 'us_bank_account', us_bank_account: { ...us_bank_account, payment_reference: null } };
  }
  if (method.sepa_debit) {
    const { bank_code, branch_code, country, fingerprint, last4 } = method.sepa_debit;
    return {
      type: 'sepa_debit',
      sepa_debit: { bank_code, branch_code, country, fingerprint, last4, mandate: null },
    };
  }
  if (method.bacs_debit) {
    const { fingerprint, last4, sort_code } = method.bacs_debit;
    return { type: 'bacs_debit', bacs_debit: { fingerprint, last4, mandate: null, sort_code } };
  }
  if (method.acss_debit) return { type: 'acss_debit', acss_debit: method.acss_debit };
  if (method.au_becs_debit) return { type: 'au_becs_debit', au_becs_debit: method.au_becs_debit };
  if (method.customer_balance) return { type: 'customer_balance', customer_balance: {} };
  return { type: 'konbini', konbini: { store: { chain: 'familymart' } } };
}

function cardDetails(
  op: Operation,
  intent: ChargeBasis,
  card: Stripe.PaymentMethod.Card,
  attempt: Attempt,
): Stripe.Charge.PaymentMethodDetails.Card {
  const approved = attempt.status !== 'failed';
  const passed = (check: string | null | undefined): string | null =>
    check === 'unchecked' ? 'pass' : (check ?? null);
  return {
    amount_authorized: approved ? intent.amount : null,
    authorization_code: approved ? op.world.ids.text(6).toUpperCase() : null,
    brand: card.brand,
    ...(attempt.captureBefore === undefined ? {} : { capture_before: attempt.captureBefore }),
    checks: {
      address_line1_check: passed(card.checks?.address_line1_check),
      address_postal_code_check: passed(card.checks?.address_postal_code_check),
      cvc_check: passed(card.checks?.cvc_check),
    },
    country: card.country,
    electronic_commerce_indicator: null,
    exp_month: card.exp_month,
    exp_year: card.exp_year,
    extended_authorization: DISABLED,
    fingerprint: card.fingerprint ?? null,
    funding: card.funding,
    incremental_authorization: {
      status:
        intent.payment_method_options?.card?.request_incremental_authorization === 'if_available' &&
        attempt.captureBefore !== undefined
          ? 'available'
          : 'unavailable',
    },
    installments: null,
    last4: card.last4,
    mandate: null,
    multicapture: UNAVAILABLE,
    network: card.brand,
    network_token: UNUSED,
    network_transaction_id: approved ? op.world.ids.text(15) : null,
    overcapture: { maximum_amount_capturable: intent.amount, status: 'unavailable' },
    regulated_status: 'unregulated',
    three_d_secure: op.get('intent_states', intent.id ?? '')?.authenticated === true ? AUTHENTICATED : null,
    transaction_link_id: null,
    wallet: null,
  };
}

// The same for every charge, and so kept once: objects never change in place.
const UNAVAILABLE = { status: 'unavailable' } as const;
const DISABLED = { status: 'disabled' } as const;
const UNUSED = { used: false };

const AUTHENTICATED: Stripe.Charge.PaymentMethodDetails.Card.ThreeDSecure = {
  authentication_flow: 'challenge',
  electronic_commerce_indicator: '05',
  exemption_indicator: null,
  result: 'authenticated',
  result_reason: null,
  transaction_id: null,
  version: '2.2.0',
};
