import { Injectable } from '@nestjs/common';
import { type Finding, type FindingKind, IFindings } from '../../../application/ports/findings.js';
import { IClock } from '../../../application/ports/clock.js';
import { IIdGenerator } from '../../../application/ports/id-generator.js';
import { IOutbox } from '../../../application/ports/outbox.js';
import { Database } from '../database.js';
import { storableText } from '../storable-text.js';

@Injectable()
export class FindingsRepository extends IFindings {
  constructor(
    private readonly database: Database,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
    private readonly outbox: IOutbox,
  ) {
    super();
  }

  /** In one transaction, also where the caller has none: what stands is told. */
  async record(finding: Finding): Promise<void> {
    await this.database.run(() => this.#record(finding));
  }

  async #record({ organizationId, kind, subject, fact, ...finding }: Finding): Promise<void> {
    const [id, at] = [this.ids.uuid(), this.clock.now()];
    // Often somebody else's words: a mail server's, Stripe's.
    const detail = storableText(finding.detail);
    const inserted = await this.database.query(
      `INSERT INTO findings (id, organization_id, kind, subject, fact, detail, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (organization_id, kind, subject, fact) DO NOTHING
       RETURNING id`,
      [id, organizationId, kind, subject, fact, detail, at],
    );
    if (inserted.length === 0) return;
    const data = { finding_id: id, kind, subject, detail, created_at: at.toISOString() };
    await this.outbox.publish({
      organizationId,
      type: 'finding.recorded',
      subject: id,
      fact: 'recorded',
      data,
    });
  }

  async resolve(organizationId: string, kind: FindingKind, subject: string): Promise<void> {
    await this.database.query(
      `UPDATE findings SET resolved_at = $4
       WHERE organization_id = $1 AND kind = $2 AND subject = $3 AND resolved_at IS NULL`,
      [organizationId, kind, subject, this.clock.now()],
    );
  }
}
