import type { CommonPasswords } from '../../../domain/identity/password-policy.js';

/** The passwords that nobody may choose; loaded once, looked up in a moment. */
export abstract class IPasswordList implements CommonPasswords {
  /** @param password lower case */
  abstract has(password: string): boolean;
}
