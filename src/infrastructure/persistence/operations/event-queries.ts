import { Injectable } from '@nestjs/common';
import {
  type EventDetail,
  type EventFilter,
  type EventView,
  IEventQueries,
} from '../../../application/operations/ports/event-queries.js';
import { eventNotFound } from '../../../application/operations/event-errors.js';
import { type Page, toPage } from '../../../application/page.js';
import { decodeTimeCursor, encodeCursor, positionOf, timeOfPosition } from '../cursor.js';
import { Database } from '../database.js';

/** Somebody works on its object: nothing is written into an event when it is claimed. */
const UNDER_WORK = `(event.status = 'pending' AND event.next_attempt_at <= now() AND EXISTS (
    SELECT FROM stripe_event_leases AS lease
    WHERE lease.organization_id = event.organization_id AND lease.account = coalesce(event.account, '')
      AND lease.object = coalesce(event.object_id, event.id) AND lease.leased_until > now()))`;

const COLUMNS = `id, type, object_id AS "objectId", account,
  CASE WHEN ${UNDER_WORK} THEN 'processing' ELSE status END AS status,
  attempts, last_error AS "lastError", received_at AS "receivedAt", processed_at AS "processedAt"`;

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
    receivedFrom = null,
    receivedBefore = null,
    limit,
    cursor,
  }: EventFilter): Promise<Page<EventView>> {
    const [receivedAt, id] = decodeTimeCursor(cursor);
    const isUnderWork = status === 'processing';
    const rows = await this.database.query<EventView & { position: string }>(
      `SELECT ${COLUMNS}, ${positionOf('received_at')} AS position
       FROM stripe_events AS event
       WHERE organization_id = $1
         AND ($2::text IS NULL OR (status = $2 AND ${UNDER_WORK} = $8)) AND ($3::text IS NULL OR type = $3)
         AND ($4::text IS NULL OR object_id = $4)
         AND ($5::bigint IS NULL OR (received_at, id) < (${timeOfPosition('$5')}, $6))
         AND ($9::timestamptz IS NULL OR received_at >= $9) AND ($10::timestamptz IS NULL OR received_at < $10)
       ORDER BY received_at DESC, id DESC LIMIT $7`,
      [
        organizationId,
        isUnderWork ? 'pending' : status,
        ...[type, objectId, receivedAt, id],
        limit + 1,
        isUnderWork,
        ...[receivedFrom, receivedBefore],
      ],
    );
    return toPage(rows, limit, (row) => encodeCursor(row.position, row.id));
  }

  async get(organizationId: string, eventId: string): Promise<EventDetail> {
    if (eventId.includes('\0')) throw eventNotFound();
    const [row] = await this.database.query<EventDetail>(
      `SELECT ${COLUMNS}, payload, payload_thinned_at AS "payloadThinnedAt"
       FROM stripe_events AS event WHERE organization_id = $1 AND id = $2`,
      [organizationId, eventId],
    );
    if (!row) throw eventNotFound();
    return row;
  }
}
