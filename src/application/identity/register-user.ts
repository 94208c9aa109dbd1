import { emailProblem, normalizeEmail } from '../../domain/identity/email-address.js';
import { EmailTakenError, refuseInvalid } from '../../domain/identity/identity-errors.js';
import type { Profile } from '../../domain/identity/profile.js';
import { profileProblems, User } from '../../domain/identity/user.js';
import type { EnsureStripeCustomer } from '../payments/ensure-stripe-customer.js';
import type { PasswordRules } from './password-rules.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { ILogger } from '../ports/logger.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { OpenSession } from './open-session.js';
import type { IPasswordHasher } from './ports/password-hasher.js';
import type { IUserRepository } from './ports/user-repository.js';
import type { SendAccountLink } from './send-account-link.js';
import type { ClientFacts, SignedIn } from './signed-in.js';
import { settledWithin } from '../settled-within.js';

/**
 * How long registration waits for Stripe. Stripe answers well within a second; whoever waits longer has found it in
 * trouble, and then the customer is made at first need.
 */
const STRIPE_PATIENCE_MS = 3_000;

export interface RegisterUserCommand extends Profile, ClientFacts {
  readonly organizationId: string;
  readonly email: string;
  readonly password: string;
}

/** A new account, signed in. Whoever calls has seen terms and privacy policy accepted. */
export class RegisterUser {
  constructor(
    private readonly users: IUserRepository,
    private readonly hasher: IPasswordHasher,
    private readonly rules: PasswordRules,
    private readonly openSession: Pick<OpenSession, 'execute'>,
    private readonly sendLink: Pick<SendAccountLink, 'execute'>,
    private readonly ensureStripeCustomer: Pick<EnsureStripeCustomer, 'execute'>,
    private readonly unitOfWork: IUnitOfWork,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
    private readonly logger: ILogger,
  ) {}

  /** @throws EmailTakenError; DomainError `validation_failed` by field, `busy` */
  async execute(command: RegisterUserCommand): Promise<SignedIn> {
    const { organizationId, password } = command;
    const email = normalizeEmail(command.email);
    refuseInvalid({
      email: emailProblem(email),
      password: this.rules.problem(password, { email, name: command.name }),
      ...profileProblems(command, this.clock.now()),
    });
    // Spares a hash; the unique key is what decides between two at the same moment.
    if (await this.users.findByEmail(organizationId, email)) throw new EmailTakenError();

    const user = await this.#makeUser(command, email);
    const signedIn = await this.unitOfWork.run(async () => {
      await this.users.insert(user);
      await this.sendLink.execute({ user, purpose: 'email_verification' });
      return this.openSession.execute({ user, client: command, method: 'registration' });
    });
    await this.#makeStripeCustomer(organizationId, user.id);
    return signedIn;
  }

  async #makeUser(command: RegisterUserCommand, email: string): Promise<User> {
    const { organizationId, password, name, phone, birthdate, locale } = command;
    const id = this.ids.uuid();
    const passwordHash = await this.hasher.hash(password);
    return User.register(
      { id, organizationId, email, passwordHash, role: 'customer', name, phone, birthdate, locale },
      this.clock.now(),
    );
  }

  /** The account stands whatever Stripe says: the customer is made at first need otherwise. */
  async #makeStripeCustomer(organizationId: string, userId: string): Promise<void> {
    const made = this.ensureStripeCustomer.execute({ organizationId, userId }).then(
      () => undefined,
      (error: unknown) =>
        this.logger.warn('Stripe customer not made at registration; it is made at first need', {
          user_id: userId,
          err: error,
        }),
    );
    if (!(await settledWithin(made, STRIPE_PATIENCE_MS))) {
      this.logger.warn('Registration does not wait any longer for the Stripe customer', { user_id: userId });
    }
  }
}
