import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type EventSource, IEventCursors } from '../../../application/operations/ports/event-cursors.js';
import { Database } from '../database.js';

/** Our own list has no account: null is a value like others here. */
const SOURCE = 'organization_id = $1 AND account IS NOT DISTINCT FROM $2 AND livemode = $3';
const UPSERT = `INSERT INTO event_cursors AS cursor (organization_id, account, livemode`;
const ON_CONFLICT = 'ON CONFLICT (organization_id, account, livemode) DO UPDATE';

@Injectable()
export class EventCursors extends IEventCursors {
  constructor(private readonly database: Database) {
    super();
  }

  async reached(source: EventSource): Promise<Date | null> {
    const [row] = await this.database.query<{ reached_at: Date | null }>(
      `SELECT reached_at FROM event_cursors WHERE ${SOURCE}`,
      keyOf(source),
    );
    return row?.reached_at ?? null;
  }

  async advance(source: EventSource, to: Date): Promise<void> {
    await this.database.query(
      `${UPSERT}, reached_at) VALUES ($1, $2, $3, $4)
       ${ON_CONFLICT} SET reached_at = greatest(cursor.reached_at, excluded.reached_at)`,
      [...keyOf(source), to],
    );
  }

  async take(source: EventSource, leaseMs: number): Promise<string | null> {
    const lease = randomUUID();
    const rows = await this.database.query(
      `${UPSERT}, lease, leased_until) VALUES ($1, $2, $3, $4, now() + $5 * interval '1 millisecond')
       ${ON_CONFLICT} SET lease = excluded.lease, leased_until = excluded.leased_until
       WHERE cursor.leased_until IS NULL OR cursor.leased_until <= now()
       RETURNING lease`,
      [...keyOf(source), lease, leaseMs],
    );
    return rows.length === 1 ? lease : null;
  }

  async renew(source: EventSource, lease: string, leaseMs: number): Promise<boolean> {
    const rows = await this.database.query(
      `UPDATE event_cursors SET leased_until = now() + $5 * interval '1 millisecond'
       WHERE ${SOURCE} AND lease = $4 RETURNING lease`,
      [...keyOf(source), lease, leaseMs],
    );
    return rows.length === 1;
  }

  async release(source: EventSource, lease: string): Promise<void> {
    await this.database.query(
      `UPDATE event_cursors SET lease = NULL, leased_until = NULL WHERE ${SOURCE} AND lease = $4`,
      [...keyOf(source), lease],
    );
  }
}

function keyOf({ organizationId, account, livemode }: EventSource): unknown[] {
  return [organizationId, account, livemode];
}
