import {
  type AftermathFacts,
  IAftermathFacts,
} from '../../../src/application/payments/ports/aftermath-facts.js';
import type { FakeRefundRepository } from './refund-repository.js';

export class FakeAftermathFacts extends IAftermathFacts {
  constructor(private readonly refunds: FakeRefundRepository) {
    super();
  }

  async ofAttempt(organizationId: string, attemptId: string): Promise<AftermathFacts> {
    const isOfAttempt = (row: { organizationId: string; attemptId: string }): boolean =>
      row.organizationId === organizationId && row.attemptId === attemptId;
    return { refunds: [...this.refunds.rows.values()].filter(isOfAttempt) };
  }
}
