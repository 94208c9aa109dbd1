import { DomainError } from '../../domain/shared/domain-error.js';
import type { IAuditLog } from '../ports/audit-log.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { IStandingFindings } from './ports/standing-findings.js';

export interface ResolveFindingCommand {
  readonly organizationId: string;
  readonly actorUserId: string;
  readonly findingId: string;
}

/** A person has looked at a finding and done what was to be done. */
export class ResolveFinding {
  constructor(
    private readonly findings: IStandingFindings,
    private readonly auditLog: IAuditLog,
    private readonly unitOfWork: IUnitOfWork,
  ) {}

  /** Again changes nothing. @throws DomainError `finding_not_found` */
  async execute({ organizationId, actorUserId, findingId }: ResolveFindingCommand): Promise<void> {
    await this.unitOfWork.run(async () => {
      const settled = await this.findings.settle(organizationId, findingId);
      if (settled === 'unknown')
        throw new DomainError('finding_not_found', 'not_found', 'There is no finding with this id.');
      if (settled === 'before') return;
      await this.auditLog.record({
        organizationId,
        actorUserId,
        action: 'finding.resolved',
        subject: findingId,
        detail: {},
      });
    });
  }
}
