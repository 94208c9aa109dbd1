import { DomainError, type FieldError } from '../shared/domain-error.js';

/** Someone is registered with this address already. */
export class EmailTakenError extends DomainError {
  constructor() {
    super(
      'email_taken',
      'conflict',
      'There is an account with this e-mail address already. Sign in instead.',
    );
  }
}

/** Someone else has just become a user by the same issuer and subject. */
export class IdentityTakenError extends Error {
  override readonly name = 'IdentityTakenError';
}

/** One answer for an unknown address and for a wrong password, so that neither can be told from the other. */
export function invalidCredentials(): DomainError {
  return new DomainError(
    'invalid_credentials',
    'unauthenticated',
    'The e-mail address or the password is wrong.',
  );
}

/** Of someone who is signed in already: no 401, which would tell clients to renew their tokens. */
export function passwordWrong(): DomainError {
  return new DomainError('password_wrong', 'forbidden', 'The current password is wrong.');
}

/** Of someone who signs in elsewhere and has no password to say: no 401, for the reason above. */
export function freshSignInRequired(): DomainError {
  return new DomainError(
    'fresh_sign_in_required',
    'forbidden',
    'This takes a sign-in of the last five minutes: sign in at your issuer again (prompt=login, or max_age=300), and repeat this with the new token.',
  );
}

/** By a token from before the account was deleted. */
export function accountDeleted(): DomainError {
  return new DomainError(
    'account_deleted',
    'unauthenticated',
    'This account was deleted. To begin a new one, sign in at your issuer again.',
  );
}

/** Somebody must be able to refund and to look after what goes wrong. */
export function lastOperator(): DomainError {
  return new DomainError(
    'last_operator',
    'conflict',
    'This is the only operator. Make another account an operator first (npm run cli -- operator create).',
  );
}

/** Nobody raises or lowers themselves: so there always is another operator, who knows of it. */
export function ownRole(): DomainError {
  return new DomainError('own_role', 'conflict', 'Your own role is changed by another operator.');
}

/** Whoever registered an address that is not verified may not own it. */
export function emailUnverified(): DomainError {
  return new DomainError(
    'email_unverified',
    'conflict',
    'The e-mail address of this account is not verified. Let them open the link in their mail first.',
  );
}

/** Roles are held by those who sign in here, with a password. */
export function signsInElsewhere(): DomainError {
  return new DomainError(
    'signs_in_elsewhere',
    'conflict',
    'This account signs in by another issuer. Operators sign in here, with a password.',
  );
}

export function operatorsOnly(): DomainError {
  return new DomainError('permission_denied', 'forbidden', 'This is for those with the role operator.');
}

/** Unknown, used, replaced and expired links are answered alike. */
export function tokenInvalid(): DomainError {
  return new DomainError(
    'token_invalid',
    'invalid',
    'This link does not work (any more). Ask for a new one; only the newest works, once.',
  );
}

/** Links of one purpose are mailed a few times an hour at most, whoever asks. */
export function tooManyLinks(): DomainError {
  return new DomainError(
    'too_many_links',
    'rate_limited',
    'Too many links were asked for within an hour. The newest one still works; for another, wait a while.',
  );
}

/** Unknown, expired, revoked and reused refresh tokens are answered alike. */
export function refreshTokenInvalid(): DomainError {
  return new DomainError(
    'refresh_token_invalid',
    'unauthenticated',
    'The session has ended or cannot be renewed. Sign in again.',
  );
}

/** Unknown, ended and other people's sessions are answered alike. */
export function sessionNotFound(): DomainError {
  return new DomainError(
    'session_not_found',
    'not_found',
    'You are not signed in by a session with this id.',
  );
}

export function userNotFound(): DomainError {
  return new DomainError('user_not_found', 'not_found', 'There is no account with this id.');
}

export function sessionEnded(): DomainError {
  return new DomainError('session_ended', 'unauthenticated', 'The session has ended. Sign in again.');
}

/**
 * Refuses input by field, every problem at once.
 *
 * @param problems what is wrong with each field, null where nothing is
 * @throws DomainError `validation_failed`
 */
export function refuseInvalid(problems: Readonly<Record<string, string | null>>): void {
  const errors = Object.entries(problems).flatMap(([field, problem]): FieldError[] =>
    problem === null ? [] : [{ field, message: `${field} ${problem}` }],
  );
  if (errors.length === 0) return;
  throw new DomainError('validation_failed', 'invalid', 'The request has invalid fields.', { errors });
}
