import { emailProblem, nobodysEmail, normalizeEmail } from './email-address.js';
import { emailUnverified, refuseInvalid, signsInElsewhere } from './identity-errors.js';
import { birthdateProblem, nameProblem, phoneProblem, type Profile, type ProfileChanges } from './profile.js';

export const ROLES = ['customer', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** A user as it is stored. */
export interface UserSnapshot extends Profile {
  readonly id: string;
  readonly organizationId: string;
  /** Of the row that this was read from; an update must still find it. */
  readonly version: number;
  /** Null for someone who signs in elsewhere and has told none, or one that another user has. */
  readonly email: string | null;
  /** Null for someone who signs in elsewhere. */
  readonly passwordHash: string | null;
  readonly role: Role;
  readonly termsAcceptedAt: Date;
  readonly privacyAcceptedAt: Date;
  readonly emailVerifiedAt: Date | null;
  /** What is left then says nothing of the person, and is found by nobody but the books. */
  readonly deletedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface NewUser extends Profile {
  readonly id: string;
  readonly organizationId: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly role: Role;
}

/** Someone whom another issuer knows. */
export interface NewExternalUser {
  readonly id: string;
  readonly organizationId: string;
  /** Which the issuer has verified. */
  readonly email: string | null;
  readonly name: string;
}

/** Someone with an account. */
export class User {
  #state: UserSnapshot;

  private constructor(state: UserSnapshot) {
    this.#state = state;
  }

  /**
   * A new account, made by someone who has just accepted terms and privacy policy.
   *
   * @throws DomainError `validation_failed` by field
   */
  static register(user: NewUser, now: Date): User {
    const email = normalizeEmail(user.email);
    const profile = tidy(user);
    refuseInvalid({ email: emailProblem(email), ...profileProblems(profile, now) });
    return new User({
      ...user,
      ...profile,
      email,
      version: 1,
      termsAcceptedAt: now,
      privacyAcceptedAt: now,
      emailVerifiedAt: null,
      deletedAt: null,
      createdAt: now,
      updatedAt: now,
    });
  }

  /** Someone who signs in elsewhere, where they have accepted the shop's terms and privacy policy. */
  static admit(user: NewExternalUser, now: Date): User {
    return new User({
      ...user,
      version: 1,
      passwordHash: null,
      role: 'customer',
      phone: null,
      birthdate: null,
      locale: null,
      termsAcceptedAt: now,
      privacyAcceptedAt: now,
      emailVerifiedAt: user.email === null ? null : now,
      deletedAt: null,
      createdAt: now,
      updatedAt: now,
    });
  }

  static rehydrate(snapshot: UserSnapshot): User {
    return new User(snapshot);
  }

  get id(): string {
    return this.#state.id;
  }

  get passwordHash(): string | null {
    return this.#state.passwordHash;
  }

  snapshot(): UserSnapshot {
    return this.#state;
  }

  /** @throws DomainError `validation_failed` by field */
  changeProfile(changes: ProfileChanges, now: Date): void {
    const { name, phone, birthdate, locale } = this.#state;
    const profile = tidy({
      name: changes.name ?? name,
      phone: changes.phone === undefined ? phone : changes.phone,
      birthdate: changes.birthdate === undefined ? birthdate : changes.birthdate,
      locale: changes.locale === undefined ? locale : changes.locale,
    });
    refuseInvalid(profileProblems(profile, now));
    this.#change(profile, now);
  }

  /** The same password, hashed anew with today's parameters. */
  replacePasswordHash(passwordHash: string, now: Date): void {
    this.#change({ passwordHash }, now);
  }

  /** To another password, by someone who has proven that the account is theirs. */
  changePassword(passwordHash: string, now: Date): void {
    this.#change({ passwordHash }, now);
  }

  /** Someone has shown that they read the address's mailbox; the first time counts. */
  verifyEmail(now: Date): void {
    if (this.#state.emailVerifiedAt === null) this.#change({ emailVerifiedAt: now }, now);
  }

  /** To an address whose mailbox they have shown to read. @param email normalized */
  changeEmail(email: string, now: Date): void {
    this.#change({ email, emailVerifiedAt: now }, now);
  }

  /**
   * Leaves nothing of the person: the row stays for what was bought. The address is one that cannot be (RFC 2606), so
   * that the real one can be registered again.
   */
  erase(now: Date): void {
    this.#change(
      {
        email: nobodysEmail(this.#state.id),
        passwordHash: '',
        name: '',
        phone: null,
        birthdate: null,
        locale: null,
        role: 'customer',
        emailVerifiedAt: null,
        deletedAt: now,
      },
      now,
    );
  }

  /** With a new password: whoever registered the address first, and may not own it, must not rise with it. */
  promoteToOperator(passwordHash: string, now: Date): void {
    this.#change({ role: 'operator', passwordHash }, now);
  }

  /**
   * By another operator, with the password that they have: so it must be certain whose account it is, and that it signs in here.
   *
   * @throws DomainError `signs_in_elsewhere`, `email_unverified`
   */
  makeOperator(now: Date): void {
    if (this.#state.passwordHash === null) throw signsInElsewhere();
    if (this.#state.emailVerifiedAt === null) throw emailUnverified();
    this.#change({ role: 'operator' }, now);
  }

  /** An operator no more. */
  makeCustomer(now: Date): void {
    this.#change({ role: 'customer' }, now);
  }

  #change(changes: Partial<UserSnapshot>, now: Date): void {
    this.#state = { ...this.#state, ...changes, updatedAt: now };
  }
}

/** What is wrong with a profile, by field; for checking before the costly hashing of a password. */
export function profileProblems(
  { name, phone, birthdate }: Profile,
  today: Date,
): Record<'name' | 'phone' | 'birthdate', string | null> {
  return {
    name: nameProblem(name.trim()),
    phone: phone === null ? null : phoneProblem(phone.trim()),
    birthdate: birthdate === null ? null : birthdateProblem(birthdate, today),
  };
}

function tidy({ name, phone, birthdate, locale }: Profile): Profile {
  return { name: name.trim(), phone: phone?.trim() ?? null, birthdate, locale };
}
