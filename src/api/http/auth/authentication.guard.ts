import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../../domain/shared/domain-error.js';
import { ACCESS_TOKEN_STRATEGY } from './access-token.strategy.js';
import { ApiKeyEntrance } from './api-key-entrance.js';
import type { AuthenticatedUser } from './authenticated-user.js';
import { ExternalEntrance } from './external-entrance.js';
import { PUBLIC_ROUTE } from './public.js';

/** Every route that is not `@Public()` needs a valid token, ours or an external issuer's, or accepts an API key and gets one. */
@Injectable()
export class AuthenticationGuard extends AuthGuard(ACCESS_TOKEN_STRATEGY) {
  constructor(
    private readonly reflector: Reflector,
    private readonly apiKeys: ApiKeyEntrance,
    private readonly external: ExternalEntrance,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const isPublic = this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC_ROUTE, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (isPublic === true) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest & { user?: AuthenticatedUser }>();
    const user =
      (await this.apiKeys.enter(request, context.getHandler())) ?? (await this.external.enter(request));
    if (user === null) return (await super.canActivate(context)) === true;
    request.user = user;
    return true;
  }

  /** @throws DomainError `unauthenticated`, whatever is wrong with the token: the reason helps only a forger */
  override handleRequest<TUser>(error: Error | null, user: TUser | false): TUser {
    if (error) throw error;
    if (user) return user;
    throw new DomainError(
      'unauthenticated',
      'unauthenticated',
      'Sign in first: this needs a valid access token, as a bearer token or in its cookie.',
    );
  }
}
