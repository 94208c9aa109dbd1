import { type Finding, type FindingKind, IFindings } from '../../../src/application/ports/findings.js';

export class FakeFindings extends IFindings {
  /** Those that are resolved too. */
  readonly all: Finding[] = [];
  readonly #resolved = new Set<Finding>();

  /** Those that need somebody. */
  get standing(): Finding[] {
    return this.all.filter((finding) => !this.#resolved.has(finding));
  }

  async record(finding: Finding): Promise<void> {
    const stands = this.all.some(
      ({ organizationId, kind, subject, fact }) =>
        organizationId === finding.organizationId &&
        kind === finding.kind &&
        subject === finding.subject &&
        fact === finding.fact,
    );
    if (!stands) this.all.push(finding);
  }

  async resolve(organizationId: string, kind: FindingKind, subject: string): Promise<void> {
    const meant = this.all.filter(
      (finding) =>
        finding.organizationId === organizationId && finding.kind === kind && finding.subject === subject,
    );
    for (const finding of meant) this.#resolved.add(finding);
  }
}
