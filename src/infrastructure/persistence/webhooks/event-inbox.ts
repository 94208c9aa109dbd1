import { Injectable } from '@nestjs/common';
import {
  type Backlog,
  type ClaimedBurst,
  type ClaimedEvent,
  type EventLease,
  IEventInbox,
  LeaseLostError,
  type ReceivedEvent,
  type SettledEvent,
} from '../../../application/ports/event-inbox.js';
import { Database } from '../database.js';
import { BatchedInsert } from './batched-insert.js';
import { toErrorText } from './error-text.js';
import { EventLeases, queryByIndex, type TakenLease } from './event-leases.js';

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

/**
 * The event as it was claimed, by one who still holds its lease. What is not settled is pending; said the other way
 * round, so that the event is found by its key, and not among all that are pending: while statistics know of few, their
 * index looks better to the planner than it is.
 */
const COMPLETE = `
  UPDATE stripe_events AS event
  SET status = settled.outcome, attempts = attempts + 1, processed_at = now(), last_error = NULL
  FROM unnest($1::uuid[], $2::text[], $3::integer[], $4::uuid[], $5::text[])
    AS settled (organization_id, id, replays, lease_id, outcome)
  WHERE event.organization_id = settled.organization_id AND event.id = settled.id AND event.replays = settled.replays
    AND event.status NOT IN ('processed', 'ignored', 'dead')
    AND EXISTS (SELECT FROM stripe_event_leases AS lease WHERE lease.id = settled.lease_id)
  RETURNING event.id`;
const CLAIMED = `
  WHERE organization_id = $1 AND id = $2 AND replays = $3 AND status NOT IN ('processed', 'ignored', 'dead')
    AND EXISTS (SELECT FROM stripe_event_leases AS lease WHERE lease.id = $4)`;

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
    const bursts = await this.#read(leases);
    await this.release(bursts.filter(({ events }) => events.length === 0).map(({ lease }) => lease));
    return bursts.filter(({ events }) => events.length > 0);
  }

  async renew(leases: readonly EventLease[], leaseMs: number): Promise<void> {
    return this.#leases.renew(leases, leaseMs);
  }

  async release(leases: readonly EventLease[]): Promise<void> {
    return this.#leases.release(leases);
  }

  async complete(settled: readonly SettledEvent[]): Promise<void> {
    if (settled.length === 0) return;
    const rows = await this.database.query(COMPLETE, [
      settled.map(({ event }) => event.organizationId),
      settled.map(({ event }) => event.id),
      settled.map(({ event }) => event.replays),
      settled.map(({ event }) => event.lease.id),
      settled.map(({ outcome }) => outcome),
    ]);
    if (rows.length === settled.length) return;
    const ids = settled.map(({ event }) => event.id).join();
    throw new LeaseLostError(`Of ${ids}, another worker has taken over some.`);
  }

  async fail(event: ClaimedEvent, error: string, retryAt: Date | null): Promise<void> {
    await this.database.query(
      `UPDATE stripe_events
       SET status = $5, attempts = attempts + 1, last_error = $6, next_attempt_at = coalesce($7, next_attempt_at)
       ${CLAIMED}`,
      [...fenceOf(event), retryAt === null ? 'dead' : 'pending', toErrorText(error), retryAt],
    );
  }

  async postpone(event: ClaimedEvent, reason: string, dueAt: Date): Promise<void> {
    await this.database.query(`UPDATE stripe_events SET last_error = $5, next_attempt_at = $6 ${CLAIMED}`, [
      ...fenceOf(event),
      toErrorText(reason),
      dueAt,
    ]);
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

  async #read(leases: readonly TakenLease[]): Promise<ClaimedBurst[]> {
    await this.#charge(leases.filter(({ lapses }) => lapses > 0));
    const rows = await queryByIndex<ReadRow>(this.database, READ, [
      leases.map(({ id }) => id),
      leases.map(({ organizationId }) => organizationId),
      leases.map(({ account }) => account),
      leases.map(({ object }) => object),
      // After a death one at a time, so that the event that kills its workers takes no other with it.
      leases.map(({ lapses }) => (lapses > 0 ? 1 : MAX_BURST)),
    ]);
    return leases.map((lease) =>
      toBurst(
        lease,
        rows.filter(({ leaseId }) => leaseId === lease.id),
      ),
    );
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
  return [lease.organizationId, id, replays, lease.id];
}
