import {
  type CreateRefundCommand,
  IStripeRefunds,
  type StripeRefund,
} from '../../../src/application/payments/ports/stripe-refunds.js';
import { invariant } from '../../../src/domain/shared/domain-error.js';
import type { FakeClock } from './clock.js';
import { type FaultTime, ScriptedCalls } from './scripted-calls.js';
import type { FakeUnitOfWork } from './unit-of-work.js';

type Method = 'create' | 'retrieve' | 'list';

/** Stripe's refunds with a memory: keys are remembered, objects stay, and scripted faults strike once each. */
export class FakeStripeRefunds extends IStripeRefunds {
  readonly refunds = new Map<string, StripeRefund>();
  /** Stripe's word on the next refund that is made. */
  nextStatus: StripeRefund['status'] = 'succeeded';
  readonly #byKey = new Map<string, string>();
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
    return this.#calls.make('create', () => {
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
    return this.#calls.make('retrieve', () => this.#seen(id));
  }

  async list(paymentIntentId: string): Promise<StripeRefund[]> {
    return this.#calls.make('list', () => this.#of(paymentIntentId));
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
}
