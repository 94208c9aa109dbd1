import { Injectable } from '@nestjs/common';
import {
  type Backlog,
  type ClaimedBurst,
  type ClaimedEvent,
  type EventLease,
  type EventOutcome,
  IEventInbox,
  LeaseLostError,
  type ReceivedEvent,
} from '../../../application/ports/event-inbox.js';
import { Database } from '../database.js';
import { BatchedInsert } from './batched-insert.js';
import { toErrorText } from './error-text.js';
import { EventLeases, type TakenLease } from './event-leases.js';

/** Events of one object at most that are claimed together: what is parsed and held in memory stays small. */
const MAX_BURST = 50;

/** Read after the leases were taken: whatever the holders before have done is seen, and nobody else does it now. */
const READ = `
  SELECT lease.id AS "leaseId", event.*
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::integer[])
    AS lease (id, organization_id, account, object, max_events)
  CROSS JOIN LATERAL (
    SELECT id, account, type, object_id AS "objectId", livemode, api_version AS "apiVersion",
      stripe_created_at AS "createdAt", payload::text AS payload, attempts, replays
    FROM stripe_events AS event
    WHERE event.organization_id = lease.organization_id AND coalesce(event.account, '') = lease.account
      AND coalesce(event.object_id, event.id) = lease.object
      AND event.status = 'pending' AND event.next_attempt_at <= now()
    ORDER BY stripe_created_at, id COLLATE "C" LIMIT lease.max_events
  ) AS event`;

type ReadRow = Omit<ClaimedEvent, 'lease' | 'organizationId'> & { readonly leaseId: string };

/** The event as it was claimed, by one who still holds its lease. */
const SETTLE = `
  WHERE event.organization_id = $1 AND event.status = 'pending'
    AND EXISTS (
      SELECT FROM stripe_event_leases
      WHERE organization_id = $1 AND account = $2 AND object = $3 AND stripe_event_leases.id = $4)`;
const SETTLE_ONE = `${SETTLE} AND event.id = $5 AND event.replays = $6`;

@Injectable()
export class EventInbox extends IEventInbox {
  readonly #insert: BatchedInsert;
  readonly #leases: EventLeases;

  constructor(private readonly database: Database) {
    super();
    this.#insert = new BatchedInsert(database);
    this.#leases = new EventLeases(database);
  }

  async store(event: ReceivedEvent): Promise<void> {
    return this.#insert.add(event);
  }

  async claim(limit: number, leaseMs: number): Promise<ClaimedBurst[]> {
    const leases = await this.#leases.take(limit, leaseMs);
    if (leases.length === 0) return [];
    await this.#charge(leases.filter(({ lapses }) => lapses > 0));
    const rows = await this.database.query<ReadRow>(READ, [
      leases.map(({ id }) => id),
      leases.map(({ organizationId }) => organizationId),
      leases.map(({ account }) => account),
      leases.map(({ object }) => object),
      // After a death one at a time, so that the event that kills its workers takes no other with it.
      leases.map(({ lapses }) => (lapses > 0 ? 1 : MAX_BURST)),
    ]);
    const bursts = leases.map((lease) =>
      toBurst(
        lease,
        rows.filter(({ leaseId }) => leaseId === lease.id),
      ),
    );
    await this.release(bursts.filter(({ events }) => events.length === 0).map(({ lease }) => lease));
    return bursts.filter(({ events }) => events.length > 0);
  }

  async renew(leases: readonly EventLease[], leaseMs: number): Promise<void> {
    return this.#leases.renew(leases, leaseMs);
  }

  async release(leases: readonly EventLease[]): Promise<void> {
    return this.#leases.release(leases);
  }

  async complete(events: readonly ClaimedEvent[], outcome: EventOutcome): Promise<void> {
    const [first] = events;
    if (!first) return;
    const { organizationId, account, object, id } = first.lease;
    const rows = await this.database.query(
      `UPDATE stripe_events AS event
       SET status = $7, attempts = attempts + 1, processed_at = now(), last_error = NULL
       ${SETTLE} AND event.id = ANY ($5::text[])
         AND event.replays = ($6::integer[])[array_position($5::text[], event.id)]
       RETURNING event.id`,
      [
        ...[organizationId, account, object, id],
        ...[events.map((event) => event.id), events.map((event) => event.replays), outcome],
      ],
    );
    if (rows.length === events.length) return;
    throw new LeaseLostError(`${events.map((event) => event.id).join()}: taken over by another worker.`);
  }

  async fail(event: ClaimedEvent, error: string, retryAt: Date | null): Promise<void> {
    await this.database.query(
      `UPDATE stripe_events AS event
       SET status = $7, attempts = attempts + 1, last_error = $8, next_attempt_at = coalesce($9, next_attempt_at)
       ${SETTLE_ONE}`,
      [...fenceOf(event), retryAt === null ? 'dead' : 'pending', toErrorText(error), retryAt],
    );
  }

  async postpone(event: ClaimedEvent, reason: string, dueAt: Date): Promise<void> {
    await this.database.query(
      `UPDATE stripe_events AS event SET last_error = $7, next_attempt_at = $8 ${SETTLE_ONE}`,
      [...fenceOf(event), toErrorText(reason), dueAt],
    );
  }

  async replay(organizationId: string, eventId: string): Promise<boolean> {
    // PostgreSQL's text has no null character: there is no such event.
    if (eventId.includes('\0')) return false;
    const rows = await this.database.query(
      `UPDATE stripe_events
       SET status = 'pending', attempts = 0, replays = replays + 1, next_attempt_at = now(), processed_at = NULL
       WHERE organization_id = $1 AND id = $2 RETURNING id`,
      [organizationId, eventId],
    );
    return rows.length === 1;
  }

  async backlog(): Promise<Backlog> {
    const [row] = await this.database.query<{ pending: number; oldestDueMs: number }>(
      `SELECT count(*)::integer AS pending,
        greatest(0, coalesce(extract(epoch FROM now() - min(next_attempt_at)) * 1000, 0))::float8 AS "oldestDueMs"
       FROM stripe_events WHERE status = 'pending'`,
    );
    return row ?? { pending: 0, oldestDueMs: 0 };
  }

  /** Somebody ended with the oldest of these events in hand, or after it: a try of it is over. */
  async #charge(leases: readonly TakenLease[]): Promise<void> {
    for (const { organizationId, account, object } of leases) {
      await this.database.query(
        `UPDATE stripe_events SET attempts = attempts + 1
         WHERE (organization_id, id) IN (
           SELECT organization_id, id FROM stripe_events
           WHERE organization_id = $1 AND coalesce(account, '') = $2 AND coalesce(object_id, id) = $3
             AND status = 'pending' AND next_attempt_at <= now()
           ORDER BY stripe_created_at, id COLLATE "C" LIMIT 1)`,
        [organizationId, account, object],
      );
    }
  }
}

function toBurst(taken: TakenLease, rows: readonly ReadRow[]): ClaimedBurst {
  const { lapses: _, ...lease } = taken;
  const events = rows.map(({ leaseId: _id, ...row }) => ({
    ...row,
    lease,
    organizationId: lease.organizationId,
    attempts: row.attempts + 1,
  }));
  return { lease, events };
}

function fenceOf({ id, lease, replays }: ClaimedEvent): unknown[] {
  return [lease.organizationId, lease.account, lease.object, lease.id, id, replays];
}
