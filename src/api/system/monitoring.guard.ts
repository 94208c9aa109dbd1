import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { IUserQueries } from '../../application/identity/ports/user-queries.js';
import { IClock } from '../../application/ports/clock.js';
import { DomainError } from '../../domain/shared/domain-error.js';
import { ACCESS_TOKEN_STRATEGY } from '../http/auth/access-token.strategy.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { MonitoringToken } from './monitoring-token.js';

/** Operators, and monitors with the metrics token. For routes that are `@Public()` to the guards before it. */
@Injectable()
export class MonitoringGuard extends AuthGuard(ACCESS_TOKEN_STRATEGY) {
  constructor(
    private readonly token: MonitoringToken,
    private readonly users: IUserQueries,
    private readonly clock: IClock,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { user?: AuthenticatedUser }>();
    if (this.token.matches(request.headers.authorization)) return true;
    await super.canActivate(context);
    const { user } = request;
    const session =
      user?.sessionId &&
      (await this.users.liveSession(user.organizationId, user.sessionId, this.clock.now()));
    if (session && session.user.role === 'operator') return true;
    throw new DomainError('permission_denied', 'forbidden', 'This is for operators and monitors.');
  }
}
