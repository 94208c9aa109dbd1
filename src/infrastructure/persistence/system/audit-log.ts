import { Injectable } from '@nestjs/common';
import { type AuditEntry, IAuditLog } from '../../../application/ports/audit-log.js';
import { IClock } from '../../../application/ports/clock.js';
import { IIdGenerator } from '../../../application/ports/id-generator.js';
import { Database } from '../database.js';

@Injectable()
export class AuditLog extends IAuditLog {
  constructor(
    private readonly database: Database,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {
    super();
  }

  async record({ organizationId, actorUserId, action, subject, detail }: AuditEntry): Promise<void> {
    await this.database.query(
      `INSERT INTO audit_log (id, organization_id, actor_user_id, action, subject, detail, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [this.ids.uuid(), organizationId, actorUserId, action, subject, detail, this.clock.now()],
    );
  }
}
