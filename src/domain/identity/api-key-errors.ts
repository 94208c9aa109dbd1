import { DomainError } from '../shared/domain-error.js';
import type { ApiKeyScope } from './api-key.js';

/** Unknown, malformed and revoked keys are answered alike. */
export function apiKeyInvalid(): DomainError {
  return new DomainError(
    'api_key_invalid',
    'unauthenticated',
    'This API key is not valid (any more). An operator can make another one.',
  );
}

/** @param scope what the route asks for; null where no key of any kind is accepted */
export function apiKeyNotAllowed(scope: ApiKeyScope | null): DomainError {
  return new DomainError(
    'permission_denied',
    'forbidden',
    scope === null ? 'API keys are not accepted here.' : `This API key does not have the scope ${scope}.`,
  );
}

export function actingUserMissing(): DomainError {
  return new DomainError(
    'acting_user_required',
    'invalid',
    'Name the customer for whom this is done: the header Kaikei-User with their id.',
  );
}

/** Unknown and deleted ones, and operators: for those no key may act. */
export function actingUserRefused(): DomainError {
  return new DomainError(
    'acting_user_refused',
    'forbidden',
    'The header Kaikei-User does not name a customer for whom API keys may act.',
  );
}

export function apiKeyNotFound(): DomainError {
  return new DomainError('api_key_not_found', 'not_found', 'There is no API key with this id.');
}

/** For a replay of the answer that held the key. */
export function apiKeyShownOnce(): DomainError {
  return new DomainError(
    'api_key_shown_once',
    'conflict',
    'This key was made and shown before, and is not kept. If the answer was lost, delete the key and make another one.',
  );
}
