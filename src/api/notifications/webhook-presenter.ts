import type {
  AttemptView,
  DeliveryDetail,
  DeliveryView,
  EndpointView,
} from '../../application/notifications/ports/webhook-queries.js';
import type {
  WebhookAttemptResponse,
  WebhookDeliveryDetailResponse,
  WebhookDeliveryResponse,
} from './webhook-delivery.dto.js';
import type { WebhookEndpointResponse } from './webhook-endpoint.dto.js';

export function presentEndpoint(endpoint: EndpointView): WebhookEndpointResponse {
  return {
    id: endpoint.id,
    url: endpoint.url,
    description: endpoint.description,
    event_types: [...endpoint.eventTypes],
    enabled: endpoint.enabled,
    disabled_reason: endpoint.disabledReason,
    failing_since: endpoint.failingSince?.toISOString() ?? null,
    previous_secret_valid_until: endpoint.previousSecretValidUntil?.toISOString() ?? null,
    created_at: endpoint.createdAt.toISOString(),
    updated_at: endpoint.updatedAt.toISOString(),
  };
}

export function presentDelivery(delivery: DeliveryView): WebhookDeliveryResponse {
  return {
    id: delivery.id,
    endpoint_id: delivery.endpointId,
    event_id: delivery.eventId,
    event_type: delivery.eventType,
    status: delivery.status,
    attempts: delivery.attempts,
    next_attempt_at: delivery.nextAttemptAt?.toISOString() ?? null,
    created_at: delivery.createdAt.toISOString(),
    delivered_at: delivery.deliveredAt?.toISOString() ?? null,
  };
}

export function presentDeliveryDetail(delivery: DeliveryDetail): WebhookDeliveryDetailResponse {
  return { ...presentDelivery(delivery), data: delivery.data, log: delivery.log.map(presentAttempt) };
}

function presentAttempt(attempt: AttemptView): WebhookAttemptResponse {
  return {
    started_at: attempt.startedAt.toISOString(),
    duration_ms: attempt.durationMs,
    response_status: attempt.responseStatus,
    response_excerpt: attempt.responseExcerpt,
    error: attempt.error,
  };
}
