import {
  type AftermathFacts,
  IAftermathFacts,
} from '../../../src/application/payments/ports/aftermath-facts.js';
import { FakeDisputeRepository } from './dispute-repository.js';
import { FakeFraudSignals } from './fraud-signals.js';
import type { FakeRefundRepository } from './refund-repository.js';

/** From the rows of the other fakes, as the query reads them from the tables. */
export class FakeAftermathFacts extends IAftermathFacts {
  constructor(
    private readonly refunds: FakeRefundRepository,
    private readonly disputes = new FakeDisputeRepository(),
    private readonly signals = new FakeFraudSignals(),
  ) {
    super();
  }

  async ofAttempt(organizationId: string, attemptId: string): Promise<AftermathFacts> {
    const isOfAttempt = (row: { organizationId: string; attemptId: string }): boolean =>
      row.organizationId === organizationId && row.attemptId === attemptId;
    return {
      refunds: [...this.refunds.rows.values()]
        .filter(isOfAttempt)
        .map(({ id, status, amountMinor, reason, requestedBy, stripeRefundId }) => ({
          ...{ id, status, amountMinor, reason, requestedBy, stripeRefundId },
        }))
        .toSorted(byId),
      disputes: [...this.disputes.rows.values()]
        .filter(isOfAttempt)
        .map(({ id, status, amountMinor, isChargeRefundable, balanceTransactions }) => ({
          ...{ id, status, amountMinor, isChargeRefundable, balanceTransactions },
        }))
        .toSorted(byId),
      isHeld: this.signals.isHeld(attemptId),
      isWarnedOf: this.signals.isWarnedOf(attemptId),
    };
  }
}

function byId(one: { readonly id: string }, other: { readonly id: string }): number {
  return one.id < other.id ? -1 : 1;
}
