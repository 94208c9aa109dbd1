import type { EventDetail, EventView } from '../../application/operations/ports/event-queries.js';
import type { EventDetailResponse, EventResponse } from './event.dto.js';

export function presentEvent(event: EventView): EventResponse {
  return {
    id: event.id,
    type: event.type,
    object_id: event.objectId,
    account: event.account,
    status: event.status,
    attempts: event.attempts,
    last_error: event.lastError,
    received_at: event.receivedAt.toISOString(),
    processed_at: event.processedAt?.toISOString() ?? null,
  };
}

export function presentEventDetail(event: EventDetail): EventDetailResponse {
  return {
    ...presentEvent(event),
    payload: event.payload,
    payload_thinned_at: event.payloadThinnedAt?.toISOString() ?? null,
  };
}
