import { DomainError } from '../../domain/shared/domain-error.js';

export const eventNotFound = (): DomainError =>
  new DomainError('event_not_found', 'not_found', 'There is no event with this id.');
