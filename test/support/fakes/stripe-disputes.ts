import {
  IStripeDisputes,
  type StripeDispute,
  type SubmitEvidenceCommand,
} from '../../../src/application/payments/ports/stripe-disputes.js';
import { invariant } from '../../../src/domain/shared/domain-error.js';
import type { FakeClock } from './clock.js';
import { type FaultTime, ScriptedCalls } from './scripted-calls.js';
import type { FakeUnitOfWork } from './unit-of-work.js';

type Method = 'retrieve' | 'submitEvidence' | 'close';

/** Stripe's disputes with a memory; scripted faults strike once each. */
export class FakeStripeDisputes extends IStripeDisputes {
  readonly disputes = new Map<string, StripeDispute>();
  readonly #keys = new Set<string>();
  readonly #calls: ScriptedCalls<Method>;

  constructor(
    private readonly clock: FakeClock,
    transactions: FakeUnitOfWork,
  ) {
    super();
    this.#calls = new ScriptedCalls(transactions);
  }

  get calls(): Method[] {
    return this.#calls.made;
  }

  failNext(method: Method, when: FaultTime, error: Error): void {
    this.#calls.failNext(method, when, error);
  }

  /** The bank opens a dispute. */
  open(paymentIntentId: string, changes: Partial<StripeDispute> = {}): StripeDispute {
    const id = `du_${this.disputes.size + 1}`;
    const at = this.clock.now();
    const dispute: StripeDispute = {
      id,
      chargeId: 'ch_1',
      paymentIntentId,
      amountMinor: 1_200,
      currency: 'jpy',
      reason: 'fraudulent',
      status: 'needs_response',
      dueBy: new Date(at.getTime() + 9 * 86_400_000),
      isChargeRefundable: false,
      hasEvidence: false,
      submissionCount: 0,
      balanceTransactions: [],
      openedAt: at,
      responseId: null,
      askedAt: at,
      asOf: at,
      ...changes,
    };
    this.disputes.set(id, dispute);
    return dispute;
  }

  change(id: string, changes: Partial<StripeDispute>): StripeDispute {
    const dispute = { ...this.#seen(id), ...changes };
    this.disputes.set(id, dispute);
    return dispute;
  }

  async retrieve(id: string): Promise<StripeDispute> {
    return this.#calls.make('retrieve', () => this.#seen(id));
  }

  async submitEvidence(command: SubmitEvidenceCommand): Promise<StripeDispute> {
    const { idempotencyKey, stripeDisputeId: id, responseId, submit } = command;
    return this.#calls.make('submitEvidence', () => {
      const { submissionCount, status } = this.#seen(id);
      if (this.#keys.has(idempotencyKey)) return this.#seen(id);
      this.#keys.add(idempotencyKey);
      const sent = submit ? { status: 'under_review', submissionCount: submissionCount + 1 } : { status };
      return this.change(id, { ...sent, responseId, hasEvidence: true });
    });
  }

  async close(id: string): Promise<StripeDispute> {
    return this.#calls.make('close', () => this.change(id, { status: 'lost' }));
  }

  #seen(id: string): StripeDispute {
    const dispute = this.disputes.get(id);
    invariant(dispute !== undefined, `There is no ${id}.`);
    return { ...dispute, askedAt: this.clock.now(), asOf: this.clock.now() };
  }
}
