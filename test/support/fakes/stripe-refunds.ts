import {
  type CreateRefundCommand,
  IStripeRefunds,
  type StripeRefund,
} from '../../../src/application/payments/ports/stripe-refunds.js';
import { invariant } from '../../../src/domain/shared/domain-error.js';
import type { FakeClock } from './clock.js';
import type { FakeUnitOfWork } from './unit-of-work.js';

type Method = 'create' | 'retrieve' | 'list';

interface Fault {
  readonly method: Method;
  /** `after`: it takes effect, and the caller does not learn so. */
  readonly when: 'before' | 'after';
  readonly error: Error;
}

/** Stripe's refunds with a memory: keys are remembered, objects stay, and scripted faults strike once each. */
export class FakeStripeRefunds extends IStripeRefunds {
  readonly calls: Method[] = [];
  readonly refunds = new Map<string, StripeRefund>();
  /** Stripe's word on the next refund that is made. */
  nextStatus: StripeRefund['status'] = 'succeeded';
  readonly #byKey = new Map<string, string>();
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

  change(id: string, changes: Partial<StripeRefund>): StripeRefund {
    const refund = { ...this.#seen(id), ...changes };
    this.refunds.set(id, refund);
    return refund;
  }

  /** As somebody makes one in Stripe's dashboard. */
  makeInDashboard(
    paymentIntentId: string,
    amountMinor: number,
    changes: Partial<StripeRefund> = {},
  ): StripeRefund {
    const id = `re_${this.refunds.size + 1}`;
    const refund: StripeRefund = {
      id,
      status: 'succeeded',
      amountMinor,
      currency: 'jpy',
      reason: null,
      failureReason: null,
      chargeId: 'ch_1',
      paymentIntentId,
      refundId: null,
      askedAt: this.clock.now(),
      asOf: this.clock.now(),
      ...changes,
    };
    this.refunds.set(id, refund);
    return refund;
  }

  async create(command: CreateRefundCommand): Promise<StripeRefund> {
    return this.#call('create', () => {
      const known = this.#byKey.get(command.idempotencyKey);
      if (known !== undefined) return this.#seen(known);
      const { paymentIntentId, amount, refundId, reason } = command;
      const { id } = this.makeInDashboard(paymentIntentId, amount.amountMinor, {
        currency: amount.currency,
        status: this.nextStatus,
        refundId,
        reason,
      });
      this.#byKey.set(command.idempotencyKey, id);
      return this.#seen(id);
    });
  }

  async retrieve(id: string): Promise<StripeRefund> {
    return this.#call('retrieve', () => this.#seen(id));
  }

  async list(paymentIntentId: string): Promise<StripeRefund[]> {
    return this.#call('list', () => this.#of(paymentIntentId));
  }

  async find(paymentIntentId: string, refundId: string): Promise<StripeRefund | null> {
    const refunds = await this.list(paymentIntentId);
    return refunds.find((refund) => refund.refundId === refundId) ?? null;
  }

  #of(paymentIntentId: string): StripeRefund[] {
    return [...this.refunds.values()]
      .filter((refund) => refund.paymentIntentId === paymentIntentId)
      .map(({ id }) => this.#seen(id));
  }

  #seen(id: string): StripeRefund {
    const refund = this.refunds.get(id);
    invariant(refund !== undefined, `There is no ${id}.`);
    return { ...refund, askedAt: this.clock.now(), asOf: this.clock.now() };
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
