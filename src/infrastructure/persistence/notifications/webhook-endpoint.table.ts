import { EntitySchema } from 'typeorm';
import type { WebhookEndpointSnapshot } from '../../../domain/notifications/webhook-endpoint.js';
import { flag, integer, nullableText, nullableTime, text, time, uuid, uuidKey } from '../columns.js';

/** The snapshot is a plain record, so the row is the same. */
export type WebhookEndpointRow = WebhookEndpointSnapshot;

export const webhookEndpointTable = new EntitySchema<WebhookEndpointRow>({
  name: 'webhook_endpoint',
  tableName: 'webhook_endpoints',
  columns: {
    id: uuidKey,
    organizationId: { ...uuid, name: 'organization_id' },
    version: integer,
    url: text,
    description: text,
    eventTypes: { type: 'text', array: true, name: 'event_types' },
    enabled: flag,
    disabledReason: { ...nullableText, name: 'disabled_reason' },
    sealedSecret: { type: 'bytea', name: 'sealed_secret' },
    sealedPreviousSecret: { type: 'bytea', name: 'sealed_previous_secret', nullable: true },
    previousSecretValidUntil: { ...nullableTime, name: 'previous_secret_valid_until' },
    failingSince: { ...nullableTime, name: 'failing_since' },
    createdAt: { ...time, name: 'created_at' },
    updatedAt: { ...time, name: 'updated_at' },
  },
});
