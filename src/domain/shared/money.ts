import { Currency } from './currency.js';
import { DomainError, invariant } from './domain-error.js';

/** An amount in integer minor units of one currency, as Stripe has it. Immutable. */
export class Money {
  readonly amountMinor: number;
  readonly currency: string;

  private constructor(amountMinor: number, currency: string) {
    this.amountMinor = amountMinor;
    this.currency = currency;
  }

  /** @throws DomainError `currency_unknown`; InvariantViolation when the amount is no safe integer. */
  static of(amountMinor: number, currency: string): Money {
    invariant(
      Number.isSafeInteger(amountMinor),
      `An amount must be an integer of minor units, got ${amountMinor}.`,
    );
    return new Money(amountMinor, Currency.of(currency).code);
  }

  static zero(currency: string): Money {
    return Money.of(0, currency);
  }

  plus(other: Money): Money {
    this.#assertSameCurrency(other);
    return Money.of(this.amountMinor + other.amountMinor, this.currency);
  }

  minus(other: Money): Money {
    this.#assertSameCurrency(other);
    return Money.of(this.amountMinor - other.amountMinor, this.currency);
  }

  times(quantity: number): Money {
    invariant(Number.isSafeInteger(quantity), `A quantity must be an integer, got ${quantity}.`);
    return Money.of(this.amountMinor * quantity, this.currency);
  }

  equals(other: Money): boolean {
    return this.amountMinor === other.amountMinor && this.currency === other.currency;
  }

  isZero(): boolean {
    return this.amountMinor === 0;
  }

  /** For people and error messages: `1234.50 usd`, `1200 jpy`. */
  toString(): string {
    return `${formatMinor(this.amountMinor, Currency.of(this.currency).exponent)} ${this.currency}`;
  }

  #assertSameCurrency(other: Money): void {
    if (other.currency !== this.currency) {
      throw new DomainError(
        'currency_mismatch',
        'unprocessable',
        `Amounts in ${this.currency} and ${other.currency} cannot be combined.`,
      );
    }
  }
}

/** Minor units as a decimal string, without floating point. */
export function formatMinor(amountMinor: number, exponent: number): string {
  const sign = amountMinor < 0 ? '-' : '';
  const digits = String(Math.abs(amountMinor)).padStart(exponent + 1, '0');
  if (exponent === 0) return `${sign}${digits}`;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
