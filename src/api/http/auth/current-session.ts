import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { DomainError, invariant } from '../../../domain/shared/domain-error.js';
import type { AuthenticatedUser } from './authenticated-user.js';

/** Someone who has signed in here. */
export interface SessionUser extends AuthenticatedUser {
  readonly sessionId: string;
}

/**
 * The authenticated user where it takes a session: for its own end, or for a password.
 *
 * @throws DomainError `session_required` for users of another issuer, who have neither
 */
export const CurrentSession = createParamDecorator((_: unknown, context: ExecutionContext): SessionUser => {
  const { user } = context.switchToHttp().getRequest<{ readonly user?: AuthenticatedUser }>();
  invariant(user !== undefined, 'A @Public() route asks for its session.');
  const { sessionId } = user;
  if (sessionId !== null) return { ...user, sessionId };
  throw new DomainError(
    'session_required',
    'forbidden',
    'You are signed in elsewhere: password and sessions are kept there, and there is none of either here.',
  );
});
