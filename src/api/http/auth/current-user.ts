import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { invariant } from '../../../domain/shared/domain-error.js';
import type { AuthenticatedUser } from './authenticated-user.js';

interface MaybeAuthenticated {
  readonly user?: AuthenticatedUser;
}

/** The authenticated user, as a handler's parameter. Not for `@Public()` routes, where there is none. */
export const CurrentUser = createParamDecorator(
  (_: unknown, context: ExecutionContext): AuthenticatedUser => {
    const { user } = context.switchToHttp().getRequest<MaybeAuthenticated>();
    invariant(user !== undefined, 'A @Public() route asks for its current user.');
    return user;
  },
);
