import { emailProblem, normalizeEmail } from '../../domain/identity/email-address.js';
import {
  accountDeleted,
  EmailTakenError,
  IdentityTakenError,
} from '../../domain/identity/identity-errors.js';
import { isBackSince } from '../../domain/identity/fresh-sign-in.js';
import { nameProblem } from '../../domain/identity/profile.js';
import { User } from '../../domain/identity/user.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { IExternalIdentityRepository } from './ports/external-identity-repository.js';
import type { ExternalSubject, IExternalTokens } from './ports/external-tokens.js';
import type { IUserRepository } from './ports/user-repository.js';

/** Where the issuer tells no name: it stands on receipts until they write their own. */
const DEFAULT_NAME = 'Customer';
/** With the address, without it where another has it, and once more where someone else was quicker. */
const MAX_ATTEMPTS = 3;

export interface AdmitExternalUserCommand {
  readonly organizationId: string;
  readonly token: string;
}

export interface AdmittedUser {
  readonly userId: string;
  /** As their issuer says; null where it does not. */
  readonly signedInAt: Date | null;
}

/**
 * Who someone is whose token another issuer has signed. At first sight they become a user of ours, once, however many of
 * their requests come at the same moment. An address never decides: it may be someone else's here. Whoever has deleted
 * their account begins a new one by signing in again, and by no token from before.
 */
export class AdmitExternalUser {
  constructor(
    private readonly tokens: IExternalTokens,
    private readonly identities: IExternalIdentityRepository,
    private readonly users: IUserRepository,
    private readonly unitOfWork: IUnitOfWork,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  /** @returns null where the token is not genuine @throws DomainError `issuer_unavailable`, `account_deleted` */
  async execute({ organizationId, token }: AdmitExternalUserCommand): Promise<AdmittedUser | null> {
    const subject = await this.tokens.verify(token);
    if (!subject) return null;
    return { userId: await this.#userOf(organizationId, subject), signedInAt: subject.signedInAt };
  }

  async #userOf(organizationId: string, subject: ExternalSubject): Promise<string> {
    for (let attempt = 1, email = subject.email; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const known = await this.identities.findUser({ organizationId, ...subject });
      if (known !== null) return known;
      const departedAt = await this.identities.departedAt({ organizationId, ...subject });
      if (departedAt !== null && !isBackSince(departedAt, subject.signedInAt)) throw accountDeleted();
      try {
        return await this.#create(organizationId, { ...subject, email });
      } catch (error) {
        // The address may have been taken by another request of the same person: that is looked up first.
        if (error instanceof EmailTakenError) email = null;
        else if (!(error instanceof IdentityTakenError)) throw error;
      }
    }
    invariant(false, 'An identity that is taken can be found.');
  }

  async #create(
    organizationId: string,
    { email, name, signedInAt: _, ...identity }: ExternalSubject,
  ): Promise<string> {
    const now = this.clock.now();
    const address = email === null ? null : normalizeEmail(email);
    const user = User.admit(
      {
        id: this.ids.uuid(),
        organizationId,
        email: address !== null && emailProblem(address) === null ? address : null,
        name: name !== null && nameProblem(name.trim()) === null ? name.trim() : DEFAULT_NAME,
      },
      now,
    );
    return this.unitOfWork.run(async () => {
      await this.users.insert(user);
      const inserted = await this.identities.insert({ organizationId, ...identity }, user.id, now);
      if (!inserted) throw new IdentityTakenError();
      return user.id;
    });
  }
}
