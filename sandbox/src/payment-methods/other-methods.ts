import type Stripe from 'stripe';

interface OtherMethod {
  type: Stripe.PaymentMethod.Type;
  details: Partial<Stripe.PaymentMethod>;
}

/** How a payment by a method that is not a card goes on after its confirmation. */
export type Settlement = 'succeeds' | 'fails' | 'never';

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
      pm_usBankAccount_processing: { account_number: '000000000009' },
    },
  },
  sepa_debit: {
    currencies: ['eur'],
    tokens: { pm_sepaDebit: {}, pm_sepaDebit_fail: { iban: 'DE62370400440532013001' } },
  },
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
  const last4 = method.us_bank_account?.last4 ?? method.sepa_debit?.last4 ?? method.bacs_debit?.last4 ?? '';
  return ACCOUNTS[method.type]?.[last4] ?? 'succeeds';
}

/** The ends of the test accounts and IBANs whose debits do not succeed (docs.stripe.com/testing#non-card-payments). */
const ACCOUNTS: Record<string, Record<string, Settlement>> = {
  us_bank_account: {
    '1113': 'fails',
    '1116': 'fails',
    '2227': 'fails',
    '3335': 'fails',
    '4440': 'fails',
    '7771': 'fails',
    '0009': 'never',
  },
  sepa_debit: Object.fromEntries(
    [
      '3001',
      '3004',
      '3202',
      '3205',
      '2607',
      '4300',
      '0001',
      '5679',
      '0155',
      '7061',
      '2227',
      '3434',
      '1212',
    ].map((last4) => [last4, 'fails' as const]),
  ),
  bacs_debit: { '3335': 'fails', '2227': 'fails', '5559': 'fails' },
};

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
  customer_balance: () => ({ customer_balance: {} }),
  konbini: () => ({ konbini: {} }),
};
