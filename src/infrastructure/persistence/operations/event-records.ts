import { Injectable } from '@nestjs/common';
import {
  IEventRecords,
  type ReplayCandidate,
  type ReplaySelection,
} from '../../../application/operations/ports/event-records.js';
import { Database } from '../database.js';

const CANDIDATE = `SELECT id, payload_thinned_at IS NOT NULL AS "isThinned" FROM stripe_events`;

@Injectable()
export class EventRecords extends IEventRecords {
  constructor(private readonly database: Database) {
    super();
  }

  async missing(organizationId: string, ids: readonly string[]): Promise<readonly string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT wanted.id FROM unnest($2::text[]) AS wanted (id)
       WHERE NOT EXISTS (SELECT FROM stripe_events WHERE organization_id = $1 AND id = wanted.id)`,
      [organizationId, ids],
    );
    return rows.map(({ id }) => id);
  }

  async lock(
    organizationId: string,
    selection: ReplaySelection,
    limit: number,
  ): Promise<readonly ReplayCandidate[]> {
    if ('ids' in selection) {
      // PostgreSQL's text has no null character: there are no such events.
      const ids = selection.ids.filter((id) => !id.includes('\0'));
      return this.database.query<ReplayCandidate>(
        `${CANDIDATE} WHERE organization_id = $1 AND id = ANY ($2) ORDER BY received_at, id LIMIT $3 FOR UPDATE`,
        [organizationId, ids, limit],
      );
    }
    return this.database.query<ReplayCandidate>(
      `${CANDIDATE} WHERE organization_id = $1 AND status = 'dead' AND ($2::text IS NULL OR type = $2)
       ORDER BY received_at, id LIMIT $3 FOR UPDATE`,
      [organizationId, selection.type, limit],
    );
  }

  async thin(time: Date, limit: number): Promise<number> {
    const rows = await this.database.query(
      // Whoever is replaying one has it locked: it keeps its payload.
      `WITH old AS (
         SELECT organization_id, id FROM stripe_events
         WHERE processed_at < $1 AND payload_thinned_at IS NULL AND status IN ('processed', 'ignored')
         ORDER BY processed_at LIMIT $2 FOR UPDATE SKIP LOCKED
       )
       UPDATE stripe_events AS event SET payload = NULL, payload_thinned_at = now() FROM old
       WHERE event.organization_id = old.organization_id AND event.id = old.id
       RETURNING event.id`,
      [time, limit],
    );
    return rows.length;
  }
}
