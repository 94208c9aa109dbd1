import {
  IStripeDisputes,
  type StripeDispute,
  type SubmitEvidenceCommand,
} from '../../../src/application/payments/ports/stripe-disputes.js';
import { invariant } from '../../../src/domain/shared/domain-error.js';
import type { FakeClock } from './clock.js';
import type { FakeUnitOfWork } from './unit-of-work.js';

type Method = 'retrieve' | 'submitEvidence' | 'close';

interface Fault {
  readonly method: Method;
  /** `after`: it takes effect, and the caller does not learn so. */
  readonly when: 'before' | 'after';
  readonly error: Error;
}

/** Stripe's disputes with a memory; scripted faults strike once each. */
export class FakeStripeDisputes extends IStripeDisputes {
  readonly calls: Method[] = [];
  readonly disputes = new Map<string, StripeDispute>();
  readonly #keys = new Set<string>();
  readonly #faults: Fault[] = [];

  constructor(
    private readonly clock: FakeClock,
    private readonly transactions: FakeUnitOfWork,
  ) {
    super();
  }

  failNext(method: Method, when: Fault['when'], error: Error): void {
    this.#faults.push({ method, when, error });
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
    return this.#call('retrieve', () => this.#seen(id));
  }

  async submitEvidence(command: SubmitEvidenceCommand): Promise<StripeDispute> {
    const { idempotencyKey, stripeDisputeId: id, responseId, submit } = command;
    return this.#call('submitEvidence', () => {
      const { submissionCount, status } = this.#seen(id);
      if (this.#keys.has(idempotencyKey)) return this.#seen(id);
      this.#keys.add(idempotencyKey);
      const sent = submit ? { status: 'under_review', submissionCount: submissionCount + 1 } : { status };
      return this.change(id, { ...sent, responseId, hasEvidence: true });
    });
  }

  async close(id: string): Promise<StripeDispute> {
    return this.#call('close', () => this.change(id, { status: 'lost' }));
  }

  #seen(id: string): StripeDispute {
    const dispute = this.disputes.get(id);
    invariant(dispute !== undefined, `There is no ${id}.`);
    return { ...dispute, askedAt: this.clock.now(), asOf: this.clock.now() };
  }

  async #call<T>(method: Method, effect: () => T): Promise<T> {
    invariant(!this.transactions.inTransaction, 'Stripe was called while a transaction was open.');
    this.calls.push(method);
    const index = this.#faults.findIndex((fault) => fault.method === method);
    const [fault] = index === -1 ? [] : this.#faults.splice(index, 1);
    // A real call takes a while: others may come in between.
    await new Promise(setImmediate);
    if (fault?.when === 'before') throw fault.error;
    const answer = effect();
    if (fault) throw fault.error;
    return answer;
  }
}
