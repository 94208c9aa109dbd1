import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { IUserQueries } from '../../../application/identity/ports/user-queries.js';
import { IClock } from '../../../application/ports/clock.js';
import { sessionEnded } from '../../../domain/identity/identity-errors.js';
import { DomainError, invariant } from '../../../domain/shared/domain-error.js';
import type { AuthenticatedUser } from './authenticated-user.js';
import { REQUIRED_ROLE } from './require-role.js';

/**
 * Routes with `@RequireRole`. The database is asked and not the token: an operator's power is worth a query, and it
 * ends at once with the role or with the session.
 */
@Injectable()
export class RoleGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly users: IUserQueries,
    private readonly clock: IClock,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const required = this.reflector.getAllAndOverride<AuthenticatedUser['role'] | undefined>(REQUIRED_ROLE, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (required === undefined) return true;
    const { user } = context.switchToHttp().getRequest<{ readonly user?: AuthenticatedUser }>();
    invariant(user !== undefined, 'A @Public() route requires a role.');
    if (await this.#holds(user, required)) return true;
    throw new DomainError('permission_denied', 'forbidden', `This is for those with the role ${required}.`);
  }

  /** Roles are held by those who sign in here: nobody comes by one through another issuer. */
  async #holds({ organizationId, sessionId }: AuthenticatedUser, required: string): Promise<boolean> {
    if (sessionId === null) return false;
    const session = await this.users.liveSession(organizationId, sessionId, this.clock.now());
    if (!session) throw sessionEnded();
    return session.user.role === required;
  }
}
