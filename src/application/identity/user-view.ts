import type { Locale } from '../../domain/shared/locale.js';
import type { Role, User } from '../../domain/identity/user.js';

/** A user as they are shown: to themselves and to operators. */
export interface UserView {
  readonly id: string;
  /** Null for someone who signs in elsewhere, without an address that we know to be theirs. */
  readonly email: string | null;
  readonly name: string;
  readonly phone: string | null;
  /** `YYYY-MM-DD`. */
  readonly birthdate: string | null;
  /** Null: not said. */
  readonly locale: Locale | null;
  readonly role: Role;
  readonly emailVerified: boolean;
  readonly createdAt: Date;
}

export function viewUser(user: User): UserView {
  const { emailVerifiedAt, ...rest } = user.snapshot();
  const { id, email, name, phone, birthdate, locale, role, createdAt } = rest;
  return {
    id,
    email,
    name,
    phone,
    birthdate,
    locale,
    role,
    emailVerified: emailVerifiedAt !== null,
    createdAt,
  };
}
