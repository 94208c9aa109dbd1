import type { ReplaySelection } from '../../application/operations/ports/event-records.js';
import { DomainError, type FieldError } from '../../domain/shared/domain-error.js';
import type { ReplayEventsRequest } from './event.dto.js';

/** @throws DomainError `validation_failed` for neither, for both, and for a `type` that narrows nothing */
export function toReplaySelection({ ids, status, type }: ReplayEventsRequest): ReplaySelection {
  if (ids === undefined && status === undefined) throw invalid('ids', 'ids or status must be given');
  if (ids === undefined) return { status: 'dead', type: type ?? null };
  if (status !== undefined) throw invalid('status', 'status must not stand beside ids');
  if (type !== undefined) throw invalid('type', 'type must not stand beside ids');
  return { ids: [...new Set(ids)] };
}

function invalid(field: string, message: string): DomainError {
  const errors: FieldError[] = [{ field, message }];
  return new DomainError('validation_failed', 'invalid', 'The request is not valid: see "errors".', {
    errors,
  });
}
