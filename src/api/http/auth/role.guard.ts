import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { IUserQueries } from '../../../application/identity/ports/user-queries.js';
import { IClock } from '../../../application/ports/clock.js';
import { sessionEnded } from '../../../domain/identity/identity-errors.js';
import { DomainError, invariant } from '../../../domain/shared/domain-error.js';
import type { AuthenticatedUser } from './authenticated-user.js';
import { LIVE_SESSION } from './require-live-session.js';
import { REQUIRED_ROLE } from './require-role.js';

/**
 * Routes with `@RequireRole` or `@RequireLiveSession`. The database is asked and not the token: an operator's power and
 * what is the account's own are worth a query, and end at once with the role or with the session.
 */
@Injectable()
export class RoleGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly users: IUserQueries,
    private readonly clock: IClock,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const route = [context.getHandler(), context.getClass()];
    const required = this.reflector.getAllAndOverride<AuthenticatedUser['role'] | undefined>(
      REQUIRED_ROLE,
      route,
    );
    const isLive = this.reflector.getAllAndOverride<boolean | undefined>(LIVE_SESSION, route);
    if (required === undefined && isLive === undefined) return true;
    const { user } = context.switchToHttp().getRequest<{ readonly user?: AuthenticatedUser }>();
    invariant(user !== undefined, 'A @Public() route requires a role or a session.');
    const isAdmitted =
      required === undefined ? await this.#isStillIn(user) : await this.#holds(user, required);
    if (isAdmitted) return true;
    throw new DomainError('permission_denied', 'forbidden', `This is for those with the role ${required}.`);
  }

  async #isStillIn({ organizationId, sessionId }: AuthenticatedUser): Promise<boolean> {
    if (sessionId === null) return true;
    if (await this.users.liveSession(organizationId, sessionId, this.clock.now())) return true;
    throw sessionEnded();
  }

  /** Roles are held by those who sign in here: nobody comes by one through another issuer. */
  async #holds({ organizationId, sessionId }: AuthenticatedUser, required: string): Promise<boolean> {
    if (sessionId === null) return false;
    const session = await this.users.liveSession(organizationId, sessionId, this.clock.now());
    if (!session) throw sessionEnded();
    return session.user.role === required;
  }
}
