import { passwordProblem } from '../../domain/identity/password-policy.js';
import type { IPasswordList } from './ports/password-list.js';

/** Whose the password will be. */
export interface PasswordOwner {
  /** Null: none is known. */
  readonly email: string | null;
  readonly name: string;
}

/** Which passwords people may choose. */
export class PasswordRules {
  /** @param shopNames what everybody knows who knows where the account is */
  constructor(
    private readonly common: IPasswordList,
    private readonly shopNames: readonly string[],
  ) {}

  /** @param owner null where that is not known yet @returns what is wrong, for its owner to read; null: nothing is */
  problem(password: string, owner: PasswordOwner | null): string | null {
    const own = owner ? [owner.email ?? '', owner.name] : [];
    return passwordProblem(password, this.common, [...own, ...this.shopNames]);
  }
}
