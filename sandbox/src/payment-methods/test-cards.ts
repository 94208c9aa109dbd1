import { CARDS_ABROAD } from './cards-abroad.js';

/** How a test card behaves, as docs.stripe.com/testing describes it. */
export interface CardBehaviour {
  decline?: Decline;
  /** Attaches to a customer although it declines. */
  attachable?: true;
  /**
   * `always`: every payment asks; `unless_saved`: asks until it was set up; `on_session`: asks a customer who is there.
   * Declines after it with `decline`.
   */
  challenge?: 'always' | 'unless_saved' | 'on_session';
  dispute?: 'fraudulent' | 'product_not_received' | 'inquiry';
  risk?: 'elevated' | 'highest';
  fraudWarning?: true;
  refund?: 'pending' | 'fails';
  bypassPending?: true;
  cvcCheck?: 'fail';
}

export interface Decline {
  code: 'card_declined' | 'expired_card' | 'incorrect_cvc' | 'processing_error' | 'incorrect_number';
  decline_code: string;
  message: string;
  /** The field that was wrong, where the bank says which. */
  param?: 'exp_month' | 'cvc';
  advice_code?: 'try_again_later' | 'do_not_try_again' | 'confirm_card_data';
}

export interface TestCard extends CardBehaviour {
  number: string;
  /** Without the leading `pm_card_`. */
  tokens: string[];
  brand: 'visa' | 'mastercard' | 'amex' | 'discover' | 'diners' | 'jcb' | 'unionpay';
  funding: 'credit' | 'debit' | 'prepaid';
  country: string;
}

const DECLINED: Decline = {
  code: 'card_declined',
  decline_code: 'generic_decline',
  message: 'Your card was declined.',
};

const PROCESSING_ERROR: Decline = {
  code: 'processing_error',
  decline_code: 'processing_error',
  message: 'An error occurred while processing your card. Try again in a little bit.',
};

function declined(decline_code: string, message: string = DECLINED.message): Decline {
  return { code: 'card_declined', decline_code, message };
}

const card = (
  number: string,
  tokens: string,
  behaviour: CardBehaviour & Partial<Pick<TestCard, 'brand' | 'funding' | 'country'>> = {},
): TestCard => ({
  number,
  tokens: tokens.split(' '),
  brand: 'visa',
  funding: 'credit',
  country: 'US',
  ...behaviour,
});

const TEST_CARDS: TestCard[] = [
  card('4242424242424242', 'visa us'),
  card('4000056655665556', 'visa_debit', { funding: 'debit' }),
  card('5555555555554444', 'mastercard', { brand: 'mastercard' }),
  card('2223003122003222', 'mastercard_2_series', { brand: 'mastercard' }),
  card('5200828282828210', 'mastercard_debit', { brand: 'mastercard', funding: 'debit' }),
  card('5105105105105100', 'mastercard_prepaid', { brand: 'mastercard', funding: 'prepaid' }),
  card('371449635398431', 'amex', { brand: 'amex' }),
  card('378282246310005', 'amex', { brand: 'amex' }),
  card('6011111111111117', 'discover', { brand: 'discover' }),
  card('6011981111111113', 'discover_debit', { brand: 'discover', funding: 'debit' }),
  card('36227206271667', 'diners', { brand: 'diners' }),
  card('3056930009020004', 'diners', { brand: 'diners' }),
  card('3566002020360505', 'jcb', { brand: 'jcb', country: 'JP' }),
  card('6200000000000005', 'unionpay', { brand: 'unionpay', country: 'CN' }),
  card('4000000000000077', 'bypassPending', { bypassPending: true }),
  card('4000003720000278', 'bypassPendingInternational', { bypassPending: true, country: 'IE' }),
  card('4000000000000101', 'cvcCheckFail', { cvcCheck: 'fail' }),
  card('4000000000000010', 'avsFail'),
  card('4000000000000028', 'avsLine1Fail'),
  card('4000000000000036', 'avsZipFail'),
  card('4000000000000044', 'avsUnchecked'),

  card('4000000000000002', 'visa_chargeDeclined chargeDeclined', { decline: DECLINED }),
  card('4000000000009995', 'visa_chargeDeclinedInsufficientFunds chargeDeclinedInsufficientFunds', {
    decline: declined('insufficient_funds', 'Your card has insufficient funds.'),
  }),
  card('4000000000009987', 'visa_chargeDeclinedLostCard chargeDeclinedLostCard', {
    decline: declined('lost_card'),
  }),
  card('4000000000009979', 'visa_chargeDeclinedStolenCard chargeDeclinedStolenCard', {
    decline: declined('stolen_card'),
  }),
  card('4000000000000069', 'chargeDeclinedExpiredCard visa_chargeDeclinedExpiredCard', {
    decline: {
      code: 'expired_card',
      decline_code: 'expired_card',
      message: 'Your card has expired.',
      param: 'exp_month',
    },
  }),
  card('4000000000000127', 'chargeDeclinedIncorrectCvc visa_chargeDeclinedIncorrectCvc', {
    cvcCheck: 'fail',
    decline: {
      code: 'incorrect_cvc',
      decline_code: 'incorrect_cvc',
      message: "Your card's security code is incorrect.",
      param: 'cvc',
    },
  }),
  card('4000000000000119', 'chargeDeclinedProcessingError visa_chargeDeclinedProcessingError', {
    decline: PROCESSING_ERROR,
  }),
  card('4000000000006975', 'visa_chargeDeclinedVelocityLimitExceeded chargeDeclinedVelocityLimitExceeded', {
    decline: declined(
      'card_velocity_exceeded',
      'Your card was declined for making repeated attempts too frequently.',
    ),
  }),
  card('4000000000000341', 'chargeCustomerFail', { decline: DECLINED, attachable: true }),
  card('4100000000000019', 'radarBlock visa_chargeDeclinedFraudulent chargeDeclinedFraudulent', {
    decline: declined('fraudulent'),
    risk: 'highest',
    attachable: true,
  }),
  card('4000000000009235', 'riskLevelElevated', { risk: 'elevated' }),
  card('4000000000004954', 'riskLevelHighest', {
    decline: declined('fraudulent'),
    risk: 'highest',
    attachable: true,
  }),

  card('4000002760003184', 'authenticationRequired', { challenge: 'always', country: 'DE' }),
  card('4000002500003155', 'authenticationRequiredOnSetup', { challenge: 'unless_saved', country: 'DE' }),
  card('4000003800000446', 'authenticationRequiredSetupForOffSession', {
    challenge: 'on_session',
    country: 'DE',
  }),
  card('4000000000003220', 'threeDSecure2Required threeDSecureRequired', { challenge: 'always' }),
  card('4000000000003063', 'threeDSecureRequired', { challenge: 'always' }),
  card('4000008400001280', 'threeDSecureRequiredProcessingError', { decline: PROCESSING_ERROR }),
  card('4000000000003097', 'threeDSecureOptionalProcessingError'),
  card('4000008400001629', 'authenticationRequiredChargeDeclined threeDSecureRequiredChargeDeclined', {
    challenge: 'always',
    decline: DECLINED,
    attachable: true,
  }),
  card('4000008260003178', 'authenticationRequiredChargeDeclinedInsufficientFunds', {
    challenge: 'always',
    decline: declined('insufficient_funds', 'Your card has insufficient funds.'),
    attachable: true,
    country: 'GB',
  }),
  card('4000000000003055', 'threeDSecureOptional threeDSecure2Optional'),
  card('378282246310005', 'amex_threeDSecureNotSupported', { brand: 'amex' }),

  card('4000000000000259', 'createDispute', { dispute: 'fraudulent' }),
  card('4000000404000079', 'createMultipleDisputes', { dispute: 'fraudulent' }),
  card('4000000001000043', 'createAutoRepresentmentEligibleDispute', { dispute: 'fraudulent' }),
  card('5105008400000002', 'createMastercardComplianceDispute', {
    brand: 'mastercard',
    dispute: 'fraudulent',
  }),
  card('4000000404000038', 'createCe3EligibleDispute', { dispute: 'fraudulent' }),
  card('4000008400000779', 'createComplianceDispute', { dispute: 'fraudulent' }),
  card('4000000000002685', 'createDisputeProductNotReceived', { dispute: 'product_not_received' }),
  card('4000000000001976', 'createDisputeInquiry', { dispute: 'inquiry' }),
  card('4000000000005423', 'createIssuerFraudRecord', { fraudWarning: true }),
  card('4000000000007726', 'pendingRefund', { refund: 'pending' }),
  card('4000000000005126', 'refundFail', { refund: 'fails' }),
];

for (const [code, number] of Object.entries(CARDS_ABROAD))
  TEST_CARDS.push(card(number, code, { country: code.toUpperCase() }));

const byNumber = new Map(TEST_CARDS.map((each) => [each.number, each]));
const byToken = new Map(TEST_CARDS.flatMap((each) => each.tokens.map((token) => [`pm_card_${token}`, each])));

export function cardByNumber(number: string): TestCard | undefined {
  return byNumber.get(number);
}

/** `pm_card_visa`, also written `tok_visa`. */
export function cardByToken(token: string): TestCard | undefined {
  return byToken.get(token.replace(/^tok_/, 'pm_card_'));
}
