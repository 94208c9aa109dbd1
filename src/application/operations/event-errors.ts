import { DomainError } from '../../domain/shared/domain-error.js';

export const eventNotFound = (): DomainError =>
  new DomainError('event_not_found', 'not_found', 'There is no event with this id.');

/** @param ids those that there are not */
export const eventsNotFound = (ids: readonly string[]): DomainError =>
  new DomainError(
    'event_not_found',
    'not_found',
    `There is no event ${ids.join(', ')}. Nothing was replayed.`,
  );

/** @param ids of events whose payload is no longer kept */
export const eventThinned = (ids: readonly string[]): DomainError =>
  new DomainError(
    'event_thinned',
    'conflict',
    `The payload of ${ids.join(', ')} is no longer kept, so it cannot be processed again. It had its effect.`,
  );
