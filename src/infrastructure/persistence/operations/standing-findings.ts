import { Injectable } from '@nestjs/common';
import { IStandingFindings } from '../../../application/operations/ports/standing-findings.js';
import { IClock } from '../../../application/ports/clock.js';
import { Database } from '../database.js';

@Injectable()
export class StandingFindings extends IStandingFindings {
  constructor(
    private readonly database: Database,
    private readonly clock: IClock,
  ) {
    super();
  }

  async settle(organizationId: string, findingId: string): Promise<'now' | 'before' | 'unknown'> {
    const [row] = await this.database.query<{ wasOpen: boolean }>(
      `UPDATE findings SET resolved_at = coalesce(findings.resolved_at, $3)
       FROM (SELECT id, resolved_at FROM findings WHERE organization_id = $1 AND id = $2 FOR UPDATE) AS standing
       WHERE findings.id = standing.id RETURNING standing.resolved_at IS NULL AS "wasOpen"`,
      [organizationId, findingId, this.clock.now()],
    );
    if (!row) return 'unknown';
    return row.wasOpen ? 'now' : 'before';
  }
}
