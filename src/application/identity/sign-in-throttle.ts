import { networkOf } from '../../domain/identity/client-network.js';
import { normalizeEmail } from '../../domain/identity/email-address.js';
import {
  ACCOUNT_BUDGETS,
  DEVICE_BUDGETS,
  NETWORK_BUDGETS,
  type SignInBudget,
  TooManyTries,
} from '../../domain/identity/sign-in-budget.js';
import type { IAttemptCounters } from './ports/attempt-counters.js';
import type { ISecretGenerator } from './ports/secret-generator.js';

/** Somebody who is about to present a password. */
export interface SignInTry {
  readonly organizationId: string;
  /** As it was typed. There need not be an account. */
  readonly email: string;
  readonly ip: string | null;
  /** Of the browser, where somebody has signed in to this very account by it before; proven by its cookie. */
  readonly knownDeviceId: string | null;
}

interface Counter extends SignInBudget {
  readonly key: string;
}

/**
 * How often a password may be guessed. What others do wrong never costs the browsers in which the owner has signed in
 * before: those have a budget of their own (OWASP, device cookies). Addresses without an account are counted like all.
 */
export class SignInThrottle {
  /** @param scale how many times the usual number of tries: where many people share what the server takes for one client */
  constructor(
    private readonly counters: IAttemptCounters,
    private readonly secrets: ISecretGenerator,
    private readonly scale: number,
  ) {}

  /** Counts a try, before anything is looked at. @throws TooManyTries */
  async admit(attempt: SignInTry): Promise<void> {
    for (const { key, windowMs, tries } of this.#countersOf(attempt)) {
      const { hits, leftMs } = await this.counters.hit(key, windowMs);
      // Those that are not reached are not counted: whoever is kept out by one budget uses up no other.
      const limit = tries * this.scale;
      if (hits <= limit) continue;
      throw new TooManyTries(Math.max(1, Math.ceil(leftMs / 1_000)), hits - 1 <= limit);
    }
  }

  /** The password was right: the try does not count. */
  async forgive(attempt: SignInTry): Promise<void> {
    for (const { key, windowMs } of this.#countersOf(attempt)) await this.counters.forgive(key, windowMs);
  }

  #countersOf({ organizationId, email, ip, knownDeviceId }: SignInTry): Counter[] {
    // No address lies in a store of counters.
    const account = this.secrets.hash(`${organizationId} ${normalizeEmail(email)}`).toString('base64url');
    const of = (budgets: readonly SignInBudget[], who: string): Counter[] =>
      budgets.map((budget) => ({ ...budget, key: `sign-in:${budget.windowMs}:${account}:${who}` }));
    if (knownDeviceId !== null) return of(DEVICE_BUDGETS, `device:${knownDeviceId}`);
    const network = ip === null ? 'none' : networkOf(ip);
    return [...of(NETWORK_BUDGETS, `network:${network}`), ...of(ACCOUNT_BUDGETS, 'all')];
  }
}
