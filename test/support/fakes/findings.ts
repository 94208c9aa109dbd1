import { type Finding, IFindings } from '../../../src/application/ports/findings.js';

export class FakeFindings extends IFindings {
  readonly all: Finding[] = [];

  async record(finding: Finding): Promise<void> {
    const stands = this.all.some(
      ({ kind, subject, fact }) =>
        kind === finding.kind && subject === finding.subject && fact === finding.fact,
    );
    if (!stands) this.all.push(finding);
  }
}
