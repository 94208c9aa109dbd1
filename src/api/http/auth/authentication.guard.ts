import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { DomainError } from '../../../domain/shared/domain-error.js';
import { ACCESS_TOKEN_STRATEGY } from './access-token.strategy.js';
import { PUBLIC_ROUTE } from './public.js';

/** Every route that is not `@Public()` needs a valid access token. */
@Injectable()
export class AuthenticationGuard extends AuthGuard(ACCESS_TOKEN_STRATEGY) {
  constructor(private readonly reflector: Reflector) {
    super();
  }

  override canActivate(
    context: ExecutionContext,
  ): ReturnType<InstanceType<ReturnType<typeof AuthGuard>>['canActivate']> {
    const isPublic = this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC_ROUTE, [
      context.getHandler(),
      context.getClass(),
    ]);
    return isPublic === true || super.canActivate(context);
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
