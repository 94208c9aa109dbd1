import { emailProblem, normalizeEmail } from '../../domain/identity/email-address.js';
import { EmailTakenError, refuseInvalid } from '../../domain/identity/identity-errors.js';
import { User } from '../../domain/identity/user.js';
import type { PasswordRules } from './password-rules.js';
import type { IAuditLog } from '../ports/audit-log.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { IPasswordHasher } from './ports/password-hasher.js';
import type { ISessionRepository } from './ports/session-repository.js';
import type { IUserRepository } from './ports/user-repository.js';

/** Until they say otherwise, and so that the name is never empty. */
const DEFAULT_NAME = 'Operator';

export interface EnsureOperatorCommand {
  readonly organizationId: string;
  readonly email: string;
  /** For an account that is created or promoted; an operator's own stays as it is. */
  readonly password: string;
}

export interface EnsureOperatorResult {
  readonly userId: string;
  readonly outcome: 'created' | 'promoted' | 'unchanged';
}

/** There is an operator with this address, however many processes ask for it at the same moment. */
export class EnsureOperator {
  constructor(
    private readonly users: IUserRepository,
    private readonly sessions: ISessionRepository,
    private readonly hasher: IPasswordHasher,
    private readonly rules: PasswordRules,
    private readonly auditLog: IAuditLog,
    private readonly unitOfWork: IUnitOfWork,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  /** @throws DomainError `validation_failed` by field, `busy` */
  async execute(command: EnsureOperatorCommand): Promise<EnsureOperatorResult> {
    const email = normalizeEmail(command.email);
    refuseInvalid({
      email: emailProblem(email),
      password: this.rules.problem(command.password, { email, name: DEFAULT_NAME }),
    });
    const existing = await this.users.findByEmail(command.organizationId, email);
    if (existing) return await this.#promote(existing, command.password);
    try {
      return await this.#create(command.organizationId, email, command.password);
    } catch (error) {
      const winner =
        error instanceof EmailTakenError ? await this.users.findByEmail(command.organizationId, email) : null;
      if (!winner) throw error;
      return this.#promote(winner, command.password);
    }
  }

  async #create(organizationId: string, email: string, password: string): Promise<EnsureOperatorResult> {
    const id = this.ids.uuid();
    const passwordHash = await this.hasher.hash(password);
    const user = User.register(
      {
        id,
        organizationId,
        email,
        passwordHash,
        role: 'operator',
        name: DEFAULT_NAME,
        phone: null,
        birthdate: null,
        locale: null,
      },
      this.clock.now(),
    );
    return this.unitOfWork.run(async () => {
      await this.users.insert(user);
      await this.#record(organizationId, 'operator.created', id);
      return { userId: id, outcome: 'created' };
    });
  }

  /** The password becomes the given one, and whoever is signed in is signed out: the address may not be theirs. */
  async #promote(found: User, password: string): Promise<EnsureOperatorResult> {
    const { organizationId, role } = found.snapshot();
    if (role === 'operator') return { userId: found.id, outcome: 'unchanged' };
    const passwordHash = await this.hasher.hash(password);
    return this.unitOfWork.run(async () => {
      const user = await this.users.findByIdForUpdate(organizationId, found.id);
      if (user?.snapshot().role !== 'customer') return { userId: found.id, outcome: 'unchanged' };
      const now = this.clock.now();
      user.promoteToOperator(passwordHash, now);
      await this.users.update(user);
      await this.sessions.revokeAll(organizationId, user.id, 'promoted', now);
      await this.#record(organizationId, 'operator.promoted', user.id);
      return { userId: user.id, outcome: 'promoted' };
    });
  }

  #record(organizationId: string, action: string, subject: string): Promise<void> {
    return this.auditLog.record({ organizationId, actorUserId: null, action, subject, detail: {} });
  }
}
