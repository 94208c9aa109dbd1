import { operatorsOnly, ownRole, userNotFound } from '../../domain/identity/identity-errors.js';
import type { Role } from '../../domain/identity/user.js';
import type { IAuditLog } from '../ports/audit-log.js';
import type { IClock } from '../ports/clock.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { ISessionRepository } from './ports/session-repository.js';
import type { IUserRepository } from './ports/user-repository.js';

export interface ChangeRoleCommand {
  readonly organizationId: string;
  readonly actorUserId: string;
  readonly userId: string;
  readonly role: Role;
}

/** One operator makes somebody another one, or a customer again. Whoever rises or falls is signed out everywhere. */
export class ChangeRole {
  constructor(
    private readonly users: IUserRepository,
    private readonly sessions: ISessionRepository,
    private readonly auditLog: IAuditLog,
    private readonly unitOfWork: IUnitOfWork,
    private readonly clock: IClock,
  ) {}

  /** @throws DomainError `own_role`, `permission_denied`, `user_not_found`, `signs_in_elsewhere`, `email_unverified` */
  async execute(command: ChangeRoleCommand): Promise<void> {
    if (command.actorUserId === command.userId) throw ownRole();
    await this.unitOfWork.run(() => this.#change(command));
  }

  async #change({ organizationId, actorUserId, userId, role }: ChangeRoleCommand): Promise<void> {
    // One after the other: two who demote each other at the same moment would leave no operator.
    await this.users.lockOperators(organizationId);
    const actor = await this.users.findById(organizationId, actorUserId);
    if (actor?.snapshot().role !== 'operator') throw operatorsOnly();
    const user = await this.users.findByIdForUpdate(organizationId, userId);
    if (!user) throw userNotFound();
    if (user.snapshot().role === role) return;

    const now = this.clock.now();
    const rises = role === 'operator';
    if (rises) user.makeOperator(now);
    else user.makeCustomer(now);
    await this.users.update(user);
    await this.sessions.revokeAll(organizationId, userId, rises ? 'promoted' : 'demoted', now);
    const action = rises ? 'operator.promoted' : 'operator.demoted';
    await this.auditLog.record({ organizationId, actorUserId, action, subject: userId, detail: {} });
  }
}
