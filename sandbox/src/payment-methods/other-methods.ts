import type Stripe from 'stripe';

interface OtherMethod {
  type: Stripe.PaymentMethod.Type;
  details: Partial<Stripe.PaymentMethod>;
}

/** How a payment by a method that is not a card goes on after its confirmation. */
export type Settlement = 'succeeds' | 'fails' | 'voucher' | 'bank_transfer';

/** Methods beside cards: which currencies they take, and their test tokens (docs.stripe.com/testing). */
export const OTHER_METHODS: Record<string, { currencies: string[]; tokens: Record<string, Settlement> }> = {
  us_bank_account: {
    currencies: ['usd'],
    tokens: {
      pm_usBankAccount: 'succeeds',
      pm_usBankAccount_success: 'succeeds',
      pm_usBankAccount_accountClosed: 'fails',
      pm_usBankAccount_insufficientFunds: 'fails',
      pm_usBankAccount_debitNotAuthorized: 'fails',
      pm_usBankAccount_noAccount: 'fails',
      pm_usBankAccount_processing: 'succeeds',
    },
  },
  sepa_debit: { currencies: ['eur'], tokens: { pm_sepaDebit: 'succeeds', pm_sepaDebit_fail: 'fails' } },
  bacs_debit: { currencies: ['gbp'], tokens: { pm_bacsDebit_success: 'succeeds' } },
  customer_balance: { currencies: ['jpy', 'usd', 'eur', 'gbp'], tokens: {} },
  konbini: { currencies: ['jpy'], tokens: { pm_konbini: 'voucher' } },
};

/** The type and details for a test token such as `pm_usBankAccount`, or for a type with its own details; null if unknown. */
export function otherMethodDetails(tokenOrType: string, sent?: unknown): OtherMethod | null {
  for (const [type, { tokens }] of Object.entries(OTHER_METHODS))
    if (tokenOrType === type || tokens[tokenOrType] !== undefined) {
      const details = DETAILS[type]?.(
        (sent ?? {}) as Record<string, string>,
        tokens[tokenOrType] === 'fails',
      );
      return details ? { type, details } : null;
    }
  return null;
}

/** What will become of a payment by this method. */
export function settlementOf(method: Stripe.PaymentMethod): Settlement {
  if (method.type === 'konbini') return 'voucher';
  if (method.type === 'customer_balance') return 'bank_transfer';
  const last4 = method.us_bank_account?.last4 ?? method.sepa_debit?.last4 ?? method.bacs_debit?.last4 ?? '';
  return FAILED_LAST4.has(last4) ? 'fails' : 'succeeds';
}

/** The ends of the test accounts and IBANs whose debits fail (docs.stripe.com/testing#non-card-payments). */
const FAILED_LAST4 = new Set(['1113', '1116', '2227', '3335', '3001']);

const DETAILS: Record<
  string,
  (sent: Record<string, string>, fails: boolean) => Partial<Stripe.PaymentMethod>
> = {
  us_bank_account: (sent, fails) => ({
    us_bank_account: {
      account_holder_type: sent.account_holder_type ?? 'individual',
      account_type: sent.account_type ?? 'checking',
      bank_name: 'STRIPE TEST BANK',
      financial_connections_account: null,
      fingerprint: 'FFDMA0xfhBjWSZLu',
      last4: (sent.account_number ?? (fails ? '000111111113' : '000123456789')).slice(-4),
      networks: { preferred: 'ach', supported: ['ach'] },
      routing_number: sent.routing_number ?? '110000000',
      status_details: null,
    },
  }),
  sepa_debit: (sent, fails) => ({
    sepa_debit: {
      bank_code: '37040044',
      branch_code: '',
      country: (sent.iban ?? 'DE').slice(0, 2),
      fingerprint: 'vifs0Ho7vwRn1Miu',
      generated_from: { charge: null, setup_attempt: null },
      last4: (sent.iban ?? (fails ? 'DE62370400440532013001' : 'DE89370400440532013000')).slice(-4),
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
