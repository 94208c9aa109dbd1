import { Injectable } from '@nestjs/common';
import {
  type AttemptView,
  type DeliveryDetail,
  type DeliveryStatus,
  type DeliveryView,
  type EndpointView,
  IWebhookQueries,
} from '../../../application/notifications/ports/webhook-queries.js';
import { type Page, type PageRequest, toPage } from '../../../application/page.js';
import {
  WebhookDeliveryNotFound,
  WebhookEndpointNotFound,
} from '../../../domain/notifications/notification-errors.js';
import { decodeIdCursor, encodeCursor } from '../cursor.js';
import { Database } from '../database.js';

/** Ten rounds of all tries; who resends more often looks at the end of the log. */
const MAX_LOG = 100;

const ENDPOINT = `id, url, description, event_types AS "eventTypes", enabled, disabled_reason AS "disabledReason",
  previous_secret_valid_until AS "previousSecretValidUntil", failing_since AS "failingSince",
  created_at AS "createdAt", updated_at AS "updatedAt"`;

const DELIVERY = `delivery.id, delivery.endpoint_id AS "endpointId", delivery.event_id AS "eventId",
  event.type AS "eventType", delivery.status, delivery.attempts,
  CASE WHEN delivery.status IN ('pending', 'sending') THEN delivery.next_attempt_at END AS "nextAttemptAt",
  delivery.created_at AS "createdAt", delivery.delivered_at AS "deliveredAt"`;

const DELIVERIES = `webhook_deliveries AS delivery JOIN outbox_events AS event ON event.id = delivery.event_id`;

@Injectable()
export class WebhookQueries extends IWebhookQueries {
  constructor(private readonly database: Database) {
    super();
  }

  async endpoints(organizationId: string, { limit, cursor }: PageRequest): Promise<Page<EndpointView>> {
    const rows = await this.database.query<EndpointView>(
      `SELECT ${ENDPOINT} FROM webhook_endpoints
       WHERE organization_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [organizationId, decodeIdCursor(cursor), limit + 1],
    );
    return toPage(rows, limit, (row) => encodeCursor(row.id));
  }

  async endpoint(organizationId: string, id: string): Promise<EndpointView> {
    const [row] = await this.database.query<EndpointView>(
      `SELECT ${ENDPOINT} FROM webhook_endpoints WHERE organization_id = $1 AND id = $2`,
      [organizationId, id],
    );
    if (!row) throw new WebhookEndpointNotFound();
    return row;
  }

  async deliveries(
    organizationId: string,
    endpointId: string,
    { status }: { readonly status: DeliveryStatus | null },
    { limit, cursor }: PageRequest,
  ): Promise<Page<DeliveryView>> {
    await this.endpoint(organizationId, endpointId);
    const rows = await this.database.query<DeliveryView>(
      `SELECT ${DELIVERY} FROM ${DELIVERIES}
       WHERE delivery.organization_id = $1 AND delivery.endpoint_id = $2
         AND ($3::text IS NULL OR delivery.status = $3) AND ($4::uuid IS NULL OR delivery.id < $4)
       ORDER BY delivery.id DESC LIMIT $5`,
      [organizationId, endpointId, status, decodeIdCursor(cursor), limit + 1],
    );
    return toPage(rows, limit, (row) => encodeCursor(row.id));
  }

  async delivery(organizationId: string, id: string): Promise<DeliveryDetail> {
    const [row] = await this.database.query<Omit<DeliveryDetail, 'log'>>(
      `SELECT ${DELIVERY}, event.data FROM ${DELIVERIES} WHERE delivery.organization_id = $1 AND delivery.id = $2`,
      [organizationId, id],
    );
    if (!row) throw new WebhookDeliveryNotFound();
    const log = await this.database.query<AttemptView>(
      `SELECT started_at AS "startedAt", duration_ms AS "durationMs", response_status AS "responseStatus",
         response_excerpt AS "responseExcerpt", error
       FROM webhook_attempts WHERE delivery_id = $1 ORDER BY id DESC LIMIT $2`,
      [id, MAX_LOG],
    );
    return { ...row, log };
  }
}
