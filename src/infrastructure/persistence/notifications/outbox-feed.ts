import { Injectable } from '@nestjs/common';
import { IOutboxFeed, type WaitingEvent } from '../../../application/notifications/ports/outbox-feed.js';
import { Database } from '../database.js';
import { storableJson, storableText } from '../storable-text.js';

/** One of each subject: an older one that waits, here or at another relay, goes first. */
const TAKE = `
  SELECT id, organization_id AS "organizationId", type, subject, data, created_at AS "createdAt"
  FROM outbox_events AS event
  WHERE dispatched_at IS NULL
    AND NOT EXISTS (
      SELECT FROM outbox_events AS older
      WHERE older.dispatched_at IS NULL AND older.organization_id = event.organization_id
        AND older.subject = event.subject AND older.id < event.id
    )
  ORDER BY id
  LIMIT $1
  FOR UPDATE SKIP LOCKED`;

@Injectable()
export class OutboxFeed extends IOutboxFeed {
  constructor(private readonly database: Database) {
    super();
  }

  async take(limit: number): Promise<WaitingEvent[]> {
    return this.database.query<WaitingEvent>(TAKE, [limit]);
  }

  async markDispatched(ids: readonly string[], at: Date): Promise<void> {
    await this.database.query('UPDATE outbox_events SET dispatched_at = $2 WHERE id = ANY($1::uuid[])', [
      ids,
      at,
    ]);
  }

  async insertDispatched({
    id,
    organizationId,
    type,
    subject,
    data,
    createdAt,
  }: WaitingEvent): Promise<void> {
    await this.database.query(
      `INSERT INTO outbox_events (id, organization_id, type, subject, fact, data, created_at, dispatched_at)
       VALUES ($1::uuid, $2, $3, $4, $1::text, $5, $6, $6)`,
      [id, organizationId, type, storableText(subject), storableJson(data), createdAt],
    );
  }
}
