import { DomainError, invariant } from '../shared/domain-error.js';

/** Stripe puts the session's id here: https://docs.stripe.com/payments/checkout/custom-success-page */
const PLACEHOLDER = '{CHECKOUT_SESSION_ID}';
/** What the placeholder becomes in a path when an address is read. */
const ENCODED_PLACEHOLDER = /%7BCHECKOUT_SESSION_ID%7D/gi;
/** A slash or backslash in disguise can hide a step upwards from us that somebody else sees. */
const HIDDEN_SEPARATOR = /%2f|%5c/i;

/** Where Stripe may send a payer back to: at or below one of the shop's own addresses, and nowhere else. */
export class ReturnAddresses {
  readonly #bases: readonly URL[];

  /** @param bases absolute, the first one is for addresses that nobody gave: `https://shop.example/app` */
  constructor(bases: readonly string[]) {
    invariant(bases.length > 0, 'There is always an address to return to.');
    this.#bases = bases.map((base) => new URL(base));
  }

  /** The shop's own page at `path`, such as `/orders/1`. */
  ownPage(path: string): string {
    const [base] = this.#bases;
    invariant(base !== undefined, 'There is always an address to return to.');
    return base.href.replace(/\/$/, '') + path;
  }

  /**
   * @param field in the request, for the error
   * @returns the address in the form in which browsers read it, with `{CHECKOUT_SESSION_ID}` as it was
   * @throws DomainError `validation_failed`
   */
  accept(field: string, address: string): string {
    const url = URL.canParse(address) ? new URL(address) : null;
    if (url === null || !this.#bases.some((base) => isBelow(base, url))) throw this.#refusal(field);
    return url.href.replaceAll(ENCODED_PLACEHOLDER, PLACEHOLDER);
  }

  #refusal(field: string): DomainError {
    const allowed = this.#bases.map(({ href }) => href).join(', ');
    const message = `This must be an address at or below ${allowed}.`;
    return new DomainError('validation_failed', 'invalid', `${field}: ${message}`, {
      errors: [{ field, message }],
    });
  }
}

/** Of an address that a browser has read: `..` is resolved there, and tabs, backslashes and such are what they mean. */
function isBelow(base: URL, url: URL): boolean {
  if (url.origin !== base.origin || url.username !== '' || url.password !== '') return false;
  if (HIDDEN_SEPARATOR.test(url.pathname)) return false;
  const folder = base.pathname.replace(/\/$/, '');
  return url.pathname === folder || url.pathname.startsWith(`${folder}/`);
}
