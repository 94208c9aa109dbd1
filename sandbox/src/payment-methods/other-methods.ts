import type Stripe from 'stripe';

interface OtherMethod {
  type: Stripe.PaymentMethod.Type;
  details: Partial<Stripe.PaymentMethod>;
}

/** How a payment by a method that is not a card goes on after its confirmation. */
export type Settlement = 'succeeds' | 'fails' | 'disputed' | 'never';

interface OfferedMethod {
  currencies: string[];
  /** Test tokens, with the details that each stands for (docs.stripe.com/testing). */
  tokens: Record<string, Record<string, string>>;
}

/** Methods beside cards: which currencies they take, and their test tokens. */
export const OTHER_METHODS: Record<string, OfferedMethod> = {
  us_bank_account: {
    currencies: ['usd'],
    tokens: {
      pm_usBankAccount: {},
      pm_usBankAccount_success: {},
      pm_usBankAccount_accountClosed: { account_number: '000111111113' },
      pm_usBankAccount_noAccount: { account_number: '000111111116' },
      pm_usBankAccount_insufficientFunds: { account_number: '000222222227' },
      pm_usBankAccount_debitNotAuthorized: { account_number: '000333333335' },
      pm_usBankAccount_invalidCurrency: { account_number: '000444444440' },
      pm_usBankAccount_dispute: { account_number: '000555555559' },
      pm_usBankAccount_processing: { account_number: '000000000009' },
    },
  },
  sepa_debit: {
    currencies: ['eur'],
    tokens: { pm_sepaDebit: {}, pm_sepaDebit_fail: { iban: 'DE62370400440532013001' } },
  },
  acss_debit: { currencies: ['cad'], tokens: {} },
  au_becs_debit: { currencies: ['aud'], tokens: {} },
  bacs_debit: { currencies: ['gbp'], tokens: { pm_bacsDebit_success: {} } },
  customer_balance: { currencies: ['jpy', 'usd', 'eur', 'gbp'], tokens: {} },
  konbini: { currencies: ['jpy'], tokens: { pm_konbini: {} } },
};

/** The type and details for a test token such as `pm_usBankAccount`, or for a type with its own details; null if unknown. */
export function otherMethodDetails(tokenOrType: string, sent?: unknown): OtherMethod | null {
  for (const [type, { tokens }] of Object.entries(OTHER_METHODS)) {
    const given = tokenOrType === type ? (sent ?? {}) : tokens[tokenOrType];
    const details = given && DETAILS[type]?.(given as Record<string, string>);
    if (details) return { type, details };
  }
  return null;
}

/** What will become of a payment by this method. `confirmationNumber` is the one that a konbini's customer chose. */
export function settlementOf(method: Stripe.PaymentMethod, confirmationNumber?: string | null): Settlement {
  if (method.type === 'konbini')
    return VOUCHERS[confirmationNumber ?? ''] ?? voucherByEmail(method.billing_details.email ?? '');
  if (method.type === 'sepa_debit') return IBANS[method.sepa_debit?.last4 ?? ''] ?? 'succeeds';
  const debit = method.us_bank_account ?? method.bacs_debit ?? method.acss_debit ?? method.au_becs_debit;
  return ACCOUNTS[debit?.last4 ?? ''] ?? 'succeeds';
}

/** The ends of the test accounts whose debits do not just succeed (docs.stripe.com/testing#non-card-payments). */
const ACCOUNTS: Record<string, Settlement> = {
  '1113': 'fails',
  '1116': 'fails',
  '2227': 'fails',
  '3335': 'fails',
  '4440': 'fails',
  '7771': 'fails',
  '5559': 'disputed',
  '0009': 'never',
};

const REFUSED_IBANS = '3001 3004 3202 3205 2607 4300 0001 5679 0155 7061 2227 3434 1212';
const DISPUTED_IBANS = '3002 3203 2608';

/** The same for IBANs, from the tables of all countries. */
const IBANS: Record<string, Settlement> = {
  ...all(REFUSED_IBANS, 'fails'),
  ...all(DISPUTED_IBANS, 'disputed'),
};

function all(ends: string, settlement: Settlement): Record<string, Settlement> {
  return Object.fromEntries(ends.split(' ').map((end) => [end, settlement]));
}

/** What a konbini's test confirmation numbers bring about (docs.stripe.com/payments/konbini). */
const VOUCHERS: Record<string, Settlement> = {
  '11111111110': 'succeeds',
  '22222222220': 'succeeds',
  '33333333330': 'fails',
  '44444444440': 'fails',
  '55555555550': 'never',
};

/** The customer's address decides likewise: `...expire_immediately@...`, `...fill_never@...`. */
function voucherByEmail(email: string): Settlement {
  if (/expire_(immediately|with_delay)@/.test(email)) return 'fails';
  return email.includes('fill_never@') ? 'never' : 'succeeds';
}

const DETAILS: Record<string, (sent: Record<string, string>) => Partial<Stripe.PaymentMethod>> = {
  us_bank_account: (sent) => ({
    us_bank_account: {
      account_holder_type: sent.account_holder_type ?? 'individual',
      account_type: sent.account_type ?? 'checking',
      bank_name: 'STRIPE TEST BANK',
      financial_connections_account: null,
      fingerprint: 'FFDMA0xfhBjWSZLu',
      last4: (sent.account_number ?? '000123456789').slice(-4),
      networks: { preferred: 'ach', supported: ['ach'] },
      routing_number: sent.routing_number ?? '110000000',
      status_details: null,
    },
  }),
  sepa_debit: (sent) => ({
    sepa_debit: {
      bank_code: '37040044',
      branch_code: '',
      country: (sent.iban ?? 'DE').slice(0, 2),
      fingerprint: 'vifs0Ho7vwRn1Miu',
      generated_from: { charge: null, setup_attempt: null },
      last4: (sent.iban ?? 'DE89370400440532013000').slice(-4),
    },
  }),
  bacs_debit: (sent) => ({
    bacs_debit: {
      fingerprint: 'UkSG0HfCGxxrja1H',
      last4: (sent.account_number ?? '00012345').slice(-4),
      sort_code: sent.sort_code ?? '108800',
    },
  }),
  acss_debit: (sent) => ({
    acss_debit: {
      bank_name: 'STRIPE TEST BANK',
      fingerprint: 'xyCqtRxmDYLuOB2G',
      institution_number: sent.institution_number ?? '000',
      last4: (sent.account_number ?? '000123456789').slice(-4),
      transit_number: sent.transit_number ?? '11000',
    },
  }),
  au_becs_debit: (sent) => ({
    au_becs_debit: {
      bsb_number: sent.bsb_number ?? '000000',
      fingerprint: 'lm7qI5V7PjkWUM7E',
      last4: (sent.account_number ?? '000123456').slice(-4),
    },
  }),
  customer_balance: () => ({ customer_balance: {} }),
  konbini: () => ({ konbini: {} }),
};
