import { Injectable } from '@nestjs/common';
import { type Finding, IFindings } from '../../../application/ports/findings.js';
import { IClock } from '../../../application/ports/clock.js';
import { IIdGenerator } from '../../../application/ports/id-generator.js';
import { Database } from '../database.js';

@Injectable()
export class FindingsRepository extends IFindings {
  constructor(
    private readonly database: Database,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {
    super();
  }

  async record({ organizationId, kind, subject, fact, detail }: Finding): Promise<void> {
    await this.database.query(
      `INSERT INTO findings (id, organization_id, kind, subject, fact, detail, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (organization_id, kind, subject, fact) DO NOTHING`,
      [this.ids.uuid(), organizationId, kind, subject, fact, detail, this.clock.now()],
    );
  }

  async resolve(organizationId: string, kind: string, subject: string): Promise<void> {
    await this.database.query(
      `UPDATE findings SET resolved_at = $4
       WHERE organization_id = $1 AND kind = $2 AND subject = $3 AND resolved_at IS NULL`,
      [organizationId, kind, subject, this.clock.now()],
    );
  }
}
