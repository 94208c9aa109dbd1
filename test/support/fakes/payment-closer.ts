import {
  IPaymentCloser,
  type PaymentCloseOutcome,
} from '../../../src/application/orders/ports/payment-closer.js';
import { invariant } from '../../../src/domain/shared/domain-error.js';
import type { FakeUnitOfWork } from './unit-of-work.js';

/** Closes whatever is open, unless it is told otherwise. */
export class FakePaymentCloser extends IPaymentCloser {
  closed = 0;
  awaited = false;
  outcome: PaymentCloseOutcome = 'closed';
  /** How many times another request opens an attempt just after one was closed. */
  reopenings = 0;

  constructor(private readonly transactions: FakeUnitOfWork) {
    super();
  }

  async close(): Promise<PaymentCloseOutcome> {
    invariant(!this.transactions.inTransaction, 'Stripe was called while a transaction was open.');
    this.closed += 1;
    return this.outcome;
  }

  async isAwaited(): Promise<boolean> {
    return this.awaited;
  }

  async hasOpenAttempt(): Promise<boolean> {
    invariant(this.transactions.inTransaction, 'Without the order locked, the answer is old at once.');
    this.reopenings -= 1;
    return this.reopenings >= 0;
  }
}
