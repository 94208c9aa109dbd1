import { Injectable } from '@nestjs/common';
import {
  type Backlog,
  type ClaimedEvent,
  type EventOutcome,
  IEventInbox,
  LeaseLostError,
  type ReceivedEvent,
} from '../../../application/ports/event-inbox.js';
import { Database } from '../database.js';
import { BatchedInsert } from './batched-insert.js';

/**
 * Due events, the longest waiting first. Left alone are events whose object has an older one to be done before, or
 * one under work: work on one object is serial, and one slow object delays no other.
 */
const CLAIM = `
  WITH due AS (
    SELECT organization_id, id FROM stripe_events AS event
    WHERE status IN ('pending', 'processing') AND next_attempt_at <= now()
      AND (object_id IS NULL OR NOT EXISTS (
        SELECT FROM stripe_events AS other
        WHERE other.organization_id = event.organization_id AND other.object_id = event.object_id
          AND other.id <> event.id
          AND (
            (other.status = 'processing' AND other.leased_until > now())
            OR (other.status IN ('pending', 'processing') AND other.next_attempt_at <= now()
                AND (other.stripe_created_at, other.id) < (event.stripe_created_at, event.id))
          )
      ))
    ORDER BY next_attempt_at
    LIMIT $1
    FOR UPDATE SKIP LOCKED
  )
  UPDATE stripe_events AS event
  SET status = 'processing', attempts = attempts + 1, claims = claims + 1,
      leased_until = now() + $2 * interval '1 millisecond',
      next_attempt_at = now() + $2 * interval '1 millisecond'
  FROM due
  WHERE event.organization_id = due.organization_id AND event.id = due.id
  RETURNING event.organization_id AS "organizationId", event.id, event.account, event.type,
    event.object_id AS "objectId", event.livemode, event.api_version AS "apiVersion",
    event.stripe_created_at AS "createdAt", event.payload::text AS payload, event.attempts, event.claims AS claim`;

/** `claims` is the lease's fence: it grows with every claim, so a worker that was too slow changes nothing. */
const SETTLE = `WHERE organization_id = $1 AND id = $2 AND status = 'processing' AND claims = $3`;

@Injectable()
export class EventInbox extends IEventInbox {
  readonly #insert: BatchedInsert;

  constructor(private readonly database: Database) {
    super();
    this.#insert = new BatchedInsert(database);
  }

  async store(event: ReceivedEvent): Promise<void> {
    return this.#insert.add(event);
  }

  async claim(limit: number, leaseMs: number): Promise<ClaimedEvent[]> {
    return this.database.query<ClaimedEvent>(CLAIM, [limit, leaseMs]);
  }

  async complete({ organizationId, id, claim }: ClaimedEvent, outcome: EventOutcome): Promise<void> {
    const rows = await this.database.query(
      `UPDATE stripe_events SET status = $4, processed_at = now(), leased_until = NULL, last_error = NULL
       ${SETTLE} RETURNING id`,
      [organizationId, id, claim, outcome],
    );
    if (rows.length !== 1) throw new LeaseLostError(`Event ${id} was taken over by another worker.`);
  }

  async fail(event: ClaimedEvent, error: string, retryAt: Date | null): Promise<void> {
    const { organizationId, id, claim } = event;
    await this.database.query(
      `UPDATE stripe_events
       SET status = $4, last_error = $5, leased_until = NULL, next_attempt_at = coalesce($6, next_attempt_at) ${SETTLE}`,
      [organizationId, id, claim, retryAt === null ? 'dead' : 'pending', error, retryAt],
    );
  }

  async replay(organizationId: string, eventId: string): Promise<boolean> {
    // PostgreSQL's text has no null character: there is no such event.
    if (eventId.includes('\0')) return false;
    const rows = await this.database.query(
      `UPDATE stripe_events
       SET status = 'pending', attempts = 0, next_attempt_at = now(), leased_until = NULL, processed_at = NULL
       WHERE organization_id = $1 AND id = $2 RETURNING id`,
      [organizationId, eventId],
    );
    return rows.length === 1;
  }

  async backlog(): Promise<Backlog> {
    const [row] = await this.database.query<{ pending: number; oldestDueMs: number }>(
      `SELECT count(*)::integer AS pending,
        greatest(0, coalesce(extract(epoch FROM now() - min(next_attempt_at)) * 1000, 0))::float8 AS "oldestDueMs"
       FROM stripe_events WHERE status IN ('pending', 'processing')`,
    );
    return row ?? { pending: 0, oldestDueMs: 0 };
  }
}
