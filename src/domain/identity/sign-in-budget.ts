import { DomainError } from '../shared/domain-error.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** So many wrong passwords within so long; then no other is looked at until that time is over. */
export interface SignInBudget {
  readonly tries: number;
  readonly windowMs: number;
}

/**
 * For one account from one network: enough for somebody who has to think, and the wait grows from a minute to a day. Forty
 * a day guess nothing that is not on the list of common passwords.
 */
export const NETWORK_BUDGETS: readonly SignInBudget[] = [
  { tries: 5, windowMs: MINUTE_MS },
  { tries: 15, windowMs: 15 * MINUTE_MS },
  { tries: 40, windowMs: DAY_MS },
];

/** For one account from everywhere, browsers that have signed in to it before aside: what a botnet has. */
export const ACCOUNT_BUDGETS: readonly SignInBudget[] = [
  { tries: 60, windowMs: HOUR_MS },
  { tries: 300, windowMs: DAY_MS },
];

/** For one account from a browser that has signed in to it before, whatever anybody else is doing. */
export const DEVICE_BUDGETS: readonly SignInBudget[] = [
  { tries: 10, windowMs: MINUTE_MS },
  { tries: 30, windowMs: 15 * MINUTE_MS },
  { tries: 100, windowMs: DAY_MS },
];

/** Nothing was looked at: neither whether there is such an account, nor whether the password is right. */
export class TooManyTries extends DomainError {
  /** @param isFirst no other was refused before it in the same window of time, for the same reason */
  constructor(
    readonly retryAfterSeconds: number,
    readonly isFirst: boolean,
  ) {
    super(
      'rate_limited',
      'rate_limited',
      `Too many wrong passwords for this address. Try again in ${retryAfterSeconds} s, from a browser in which you have signed in before, or ask for a new password.`,
    );
    this.name = 'TooManyTries';
  }
}
