import { Injectable } from '@nestjs/common';
import {
  type EventDetail,
  type EventFilter,
  type EventView,
  IEventQueries,
} from '../../../application/operations/ports/event-queries.js';
import { eventNotFound } from '../../../application/operations/event-not-found.js';
import { type Page, toPage } from '../../../application/page.js';
import { decodeCursor, encodeCursor } from '../cursor.js';
import { Database } from '../database.js';

const COLUMNS = `id, type, object_id AS "objectId", account, status, attempts, last_error AS "lastError",
  received_at AS "receivedAt", processed_at AS "processedAt"`;

@Injectable()
export class EventQueries extends IEventQueries {
  constructor(private readonly database: Database) {
    super();
  }

  async list({
    organizationId,
    status,
    type,
    objectId,
    limit,
    cursor,
  }: EventFilter): Promise<Page<EventView>> {
    const [receivedAt, id] = cursor === null ? [null, null] : decodeCursor(cursor, 2);
    const rows = await this.database.query<EventView & { position: string }>(
      // Microseconds as text: a Date would cut them, and the next page would begin at the wrong row.
      `SELECT ${COLUMNS}, received_at::text AS position FROM stripe_events
       WHERE organization_id = $1
         AND ($2::text IS NULL OR status = $2) AND ($3::text IS NULL OR type = $3)
         AND ($4::text IS NULL OR object_id = $4)
         AND ($5::timestamptz IS NULL OR (received_at, id) < ($5, $6))
       ORDER BY received_at DESC, id DESC LIMIT $7`,
      [organizationId, status, type, objectId, receivedAt, id, limit + 1],
    );
    return toPage(rows, limit, (row) => encodeCursor(row.position, row.id));
  }

  async get(organizationId: string, eventId: string): Promise<EventDetail> {
    if (eventId.includes('\0')) throw eventNotFound();
    const [row] = await this.database.query<EventDetail>(
      `SELECT ${COLUMNS}, payload FROM stripe_events WHERE organization_id = $1 AND id = $2`,
      [organizationId, eventId],
    );
    if (!row) throw eventNotFound();
    return row;
  }
}
