import { Injectable } from '@nestjs/common';
import {
  type ClaimedDelivery,
  type DeliveryAttempt,
  type DeliveryVerdict,
  IWebhookDeliveryQueue,
  type NewDelivery,
  type ResendOutcome,
} from '../../../application/notifications/ports/webhook-delivery-queue.js';
import type { SealedSecret } from '../../../domain/notifications/webhook-endpoint.js';
import { Database } from '../database.js';
import { isUuid } from '../uuid.js';
import { storableText } from '../storable-text.js';

/**
 * Due deliveries of each enabled endpoint, as many as it has room for: one that is slow fills its own places and no
 * other's. Left alone are those whose subject has an older one that was not tried yet or is being sent.
 */
const CLAIM = `
  WITH due AS (
    SELECT delivery.id
    FROM (SELECT id FROM webhook_endpoints WHERE enabled ORDER BY random()) AS endpoint
    CROSS JOIN LATERAL (
      SELECT id FROM webhook_deliveries AS candidate
      WHERE candidate.endpoint_id = endpoint.id AND status IN ('pending', 'sending') AND next_attempt_at <= now()
        AND NOT EXISTS (
          SELECT FROM webhook_deliveries AS older
          WHERE older.endpoint_id = endpoint.id AND older.subject = candidate.subject
            AND older.event_id < candidate.event_id
            AND ((older.status = 'pending' AND older.attempts = 0)
              OR (older.status = 'sending' AND older.leased_until > now()))
        )
      ORDER BY next_attempt_at, event_id
      LIMIT greatest(0, $2 - (
        SELECT count(*) FROM webhook_deliveries AS busy
        WHERE busy.endpoint_id = endpoint.id AND busy.status = 'sending' AND busy.leased_until > now()))
      FOR UPDATE SKIP LOCKED
    ) AS delivery
    LIMIT $1
  )
  UPDATE webhook_deliveries AS delivery
  SET status = 'sending', attempts = attempts + 1, claims = claims + 1,
      leased_until = now() + $3 * interval '1 millisecond',
      next_attempt_at = now() + $3 * interval '1 millisecond'
  FROM due, webhook_endpoints AS endpoint, outbox_events AS event
  WHERE delivery.id = due.id AND endpoint.id = delivery.endpoint_id AND event.id = delivery.event_id
  RETURNING delivery.id, delivery.organization_id AS "organizationId", endpoint.id AS "endpointId", endpoint.url,
    endpoint.sealed_secret AS "sealedSecret",
    CASE WHEN endpoint.previous_secret_valid_until > now() THEN endpoint.sealed_previous_secret END AS "sealedPreviousSecret",
    endpoint.failing_since IS NOT NULL AS "endpointFails",
    event.id AS "eventId", event.type AS "eventType", event.created_at AS "eventAt", event.data,
    delivery.attempts, delivery.claims AS claim`;

/** `claims` is the lease's fence: it grows with every claim, so a sender that was too slow changes nothing. */
const MINE = `WHERE organization_id = $1 AND id = $2 AND status = 'sending' AND claims = $3`;

interface ClaimedRow extends Omit<ClaimedDelivery, 'sealedSecrets'> {
  readonly sealedSecret: SealedSecret;
  readonly sealedPreviousSecret: SealedSecret | null;
}

@Injectable()
export class WebhookDeliveryQueue extends IWebhookDeliveryQueue {
  constructor(private readonly database: Database) {
    super();
  }

  async add(deliveries: readonly NewDelivery[]): Promise<void> {
    await this.database.query(
      `INSERT INTO webhook_deliveries (id, organization_id, endpoint_id, event_id, subject, next_attempt_at, created_at)
       SELECT id, organization_id, endpoint_id, event_id, subject, now(), at
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[])
         AS added (id, organization_id, endpoint_id, event_id, subject, at)
       ON CONFLICT (endpoint_id, event_id) DO NOTHING`,
      [
        deliveries.map(({ id }) => id),
        deliveries.map(({ organizationId }) => organizationId),
        deliveries.map(({ endpointId }) => endpointId),
        deliveries.map(({ eventId }) => eventId),
        deliveries.map(({ subject }) => storableText(subject)),
        deliveries.map(({ at }) => at),
      ],
    );
  }

  async claim(limit: number, perEndpoint: number, leaseMs: number): Promise<ClaimedDelivery[]> {
    const rows = await this.database.query<ClaimedRow>(CLAIM, [limit, perEndpoint, leaseMs]);
    return rows.map(({ sealedSecret, sealedPreviousSecret, ...delivery }) => ({
      ...delivery,
      sealedSecrets: sealedPreviousSecret === null ? [sealedSecret] : [sealedSecret, sealedPreviousSecret],
    }));
  }

  async settle(
    { organizationId, id, claim }: ClaimedDelivery,
    attempt: DeliveryAttempt & { readonly id: string },
    verdict: DeliveryVerdict,
  ): Promise<boolean> {
    const retryAt = typeof verdict === 'string' ? null : verdict.retryAt;
    const status = typeof verdict === 'string' ? verdict : 'pending';
    const rows = await this.database.query(
      `WITH settled AS (
         UPDATE webhook_deliveries
         SET status = $4, leased_until = NULL, next_attempt_at = coalesce($5, next_attempt_at),
             delivered_at = CASE WHEN $4 = 'delivered' THEN now() END
         ${MINE} RETURNING id, organization_id
       )
       INSERT INTO webhook_attempts
         (id, organization_id, delivery_id, started_at, duration_ms, response_status, response_excerpt, error)
       SELECT $6::uuid, organization_id, id, $7::timestamptz, $8::integer, $9::integer, $10::text, $11::text FROM settled RETURNING id`,
      [
        ...[organizationId, id, claim, status, retryAt],
        ...[attempt.id, attempt.startedAt, attempt.durationMs, attempt.responseStatus],
        attempt.responseExcerpt === null ? null : storableText(attempt.responseExcerpt),
        attempt.error === null ? null : storableText(attempt.error),
      ],
    );
    return rows.length === 1;
  }

  async giveBack({ organizationId, id, claim }: ClaimedDelivery): Promise<void> {
    await this.database.query(
      `UPDATE webhook_deliveries
       SET status = 'pending', attempts = attempts - 1, leased_until = NULL, next_attempt_at = now() ${MINE}`,
      [organizationId, id, claim],
    );
  }

  async cancelPending(organizationId: string, endpointId: string): Promise<void> {
    await this.database.query(
      `UPDATE webhook_deliveries SET status = 'cancelled'
       WHERE organization_id = $1 AND endpoint_id = $2 AND status = 'pending'`,
      [organizationId, endpointId],
    );
  }

  async resend(organizationId: string, id: string): Promise<ResendOutcome> {
    if (!isUuid(id)) return 'not_found';
    const [found] = await this.database.query<{ enabled: boolean }>(
      `SELECT endpoint.enabled FROM webhook_deliveries AS delivery
       JOIN webhook_endpoints AS endpoint ON endpoint.id = delivery.endpoint_id
       WHERE delivery.organization_id = $1 AND delivery.id = $2 FOR UPDATE OF delivery`,
      [organizationId, id],
    );
    if (!found) return 'not_found';
    if (!found.enabled) return 'endpoint_disabled';
    await this.database.query(
      `UPDATE webhook_deliveries SET status = 'pending', attempts = 0, next_attempt_at = now(), delivered_at = NULL
       WHERE organization_id = $1 AND id = $2 AND status <> 'sending'`,
      [organizationId, id],
    );
    return 'queued';
  }

  async purge(madeBefore: Date, limit: number): Promise<number> {
    const rows = await this.database.query(
      `DELETE FROM webhook_deliveries WHERE id IN (
         SELECT id FROM webhook_deliveries
         WHERE created_at < $1 AND status IN ('delivered', 'failed', 'cancelled') LIMIT $2 FOR UPDATE SKIP LOCKED
       ) RETURNING id`,
      [madeBefore, limit],
    );
    return rows.length;
  }
}
