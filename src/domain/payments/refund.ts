import { invariant } from '../shared/domain-error.js';
import { compare, type NewSighting } from '../shared/freshness.js';
import { Money } from '../shared/money.js';
import { canRefundMove, isWaiting, type RefundStatus, type StripeRefundStatus } from './refund-status.js';

/** Who wanted it: one of our operators, a rule of ours, or someone in Stripe's dashboard (or Stripe itself). */
export type RefundRequester = 'operator' | 'policy' | 'stripe';

export interface RefundSnapshot {
  readonly id: string;
  readonly organizationId: string;
  /** As it was read; the next update is refused when the row has moved on. 1 for a new refund. */
  readonly version: number;
  readonly attemptId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly stripePaymentIntentId: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** One of Stripe's words (`requested_by_customer`, ...) or an operator's own; null where nobody said why. */
  readonly reason: string | null;
  readonly requestedBy: RefundRequester;
  readonly status: RefundStatus;
  /** Null for refunds that we did not ask for. */
  readonly idempotencyKey: string | null;
  readonly keyMadeAt: Date | null;
  /** While it is `requested`: when it is sent again by itself. */
  readonly nextTryAt: Date | null;
  readonly stripeRefundId: string | null;
  /** Of Stripe's last word that counted; null before the first. */
  readonly stripeAskedAt: Date | null;
  readonly stripeAsOf: Date | null;
  /** Stripe's word for why it failed or was refused. */
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A refund as it was seen at Stripe, in an event or an answer. */
export interface RefundSighting extends NewSighting {
  readonly id: string;
  readonly status: StripeRefundStatus;
  readonly amountMinor: number;
  readonly currency: string;
  readonly reason: string | null;
  readonly failureReason: string | null;
}

/** `moved`: its status is another now. `seen`: as before, only later. `doubt`: nothing was taken; ask Stripe. */
export type RefundVerdict = 'moved' | 'seen' | 'unchanged' | 'doubt';

/** What is refunded: the payment, whose money it is. */
export type RefundedPayment = Pick<
  RefundSnapshot,
  'organizationId' | 'attemptId' | 'orderId' | 'orderNumber' | 'stripePaymentIntentId'
>;

export interface RefundRequest extends RefundedPayment {
  readonly id: string;
  readonly amount: Money;
  readonly reason: string | null;
  readonly requestedBy: 'operator' | 'policy';
  readonly at: Date;
  /** From when on it is sent by itself, unless whoever asked for it has sent it. */
  readonly nextTryAt: Date;
}

/** Money given back, and what Stripe was last seen to say of it. Its row carries the idempotency key. */
export class Refund {
  #state: RefundSnapshot;

  private constructor(state: RefundSnapshot) {
    this.#state = state;
  }

  static request({ amount, at, ...request }: RefundRequest): Refund {
    invariant(amount.amountMinor > 0, 'Nothing is to be refunded.');
    return new Refund({
      ...request,
      version: 1,
      amountMinor: amount.amountMinor,
      currency: amount.currency,
      status: 'requested',
      idempotencyKey: `${request.id}.create`,
      keyMadeAt: at,
      stripeRefundId: null,
      stripeAskedAt: null,
      stripeAsOf: null,
      failureCode: null,
      failureMessage: null,
      createdAt: at,
      updatedAt: at,
    });
  }

  /** Made in Stripe's dashboard, or by Stripe itself: it arrives as it stands. */
  static madeAtStripe(id: string, payment: RefundedPayment, seen: RefundSighting, at: Date): Refund {
    return new Refund({
      ...payment,
      id,
      version: 1,
      amountMinor: seen.amountMinor,
      currency: seen.currency,
      reason: seen.reason,
      requestedBy: 'stripe',
      status: seen.status,
      idempotencyKey: null,
      keyMadeAt: null,
      nextTryAt: null,
      stripeRefundId: seen.id,
      stripeAskedAt: seen.askedAt,
      stripeAsOf: seen.asOf,
      failureCode: seen.failureReason,
      failureMessage: null,
      createdAt: at,
      updatedAt: at,
    });
  }

  static rehydrate(snapshot: RefundSnapshot): Refund {
    return new Refund(snapshot);
  }

  snapshot(): RefundSnapshot {
    return this.#state;
  }

  get id(): string {
    return this.#state.id;
  }

  get organizationId(): string {
    return this.#state.organizationId;
  }

  get status(): RefundStatus {
    return this.#state.status;
  }

  get amount(): Money {
    return Money.of(this.#state.amountMinor, this.#state.currency);
  }

  /** Whether something seen at Stripe that names this refund can be it: Stripe changes neither amount nor currency. */
  canBe(seen: RefundSighting): boolean {
    const { stripeRefundId, amountMinor, currency } = this.#state;
    if (stripeRefundId !== null) return stripeRefundId === seen.id;
    return amountMinor === seen.amountMinor && currency === seen.currency;
  }

  /**
   * Takes what Stripe says. Its states are one-way, so older and repeated facts change nothing, whatever their order;
   * only between the two in which it waits does time decide, and doubt is settled by asking Stripe.
   */
  observe(seen: RefundSighting, at: Date): RefundVerdict {
    const { status } = this.#state;
    const isSame = seen.status === status;
    if (isWaiting(status) && isWaiting(seen.status)) {
      const freshness = this.#compare(seen);
      if (freshness === 'doubt' && !isSame) return 'doubt';
      if (freshness !== 'newer') return 'unchanged';
    } else if (!canRefundMove(status, seen.status)) return 'unchanged';
    this.#state = {
      ...this.#state,
      status: seen.status,
      stripeRefundId: seen.id,
      stripeAskedAt: seen.askedAt,
      stripeAsOf: seen.asOf,
      nextTryAt: null,
      failureCode: seen.failureReason,
      failureMessage: null,
      updatedAt: at,
    };
    return isSame ? 'seen' : 'moved';
  }

  #compare(seen: RefundSighting): ReturnType<typeof compare> {
    const { stripeAskedAt: askedAt, stripeAsOf: asOf, version } = this.#state;
    invariant(askedAt !== null && asOf !== null, 'Only at Stripe does a refund wait.');
    return compare({ askedAt, asOf }, version, seen);
  }

  /** Stripe refused to make it, and would again. */
  reject(code: string | null, message: string, at: Date): void {
    invariant(this.status === 'requested', 'Only a refund without an answer can be refused.');
    this.#state = {
      ...this.#state,
      status: 'rejected',
      nextTryAt: null,
      failureCode: code,
      failureMessage: message,
      updatedAt: at,
    };
  }

  /** A new key, allowed only once it is proven that the old one made nothing. */
  renewKey(generation: string, at: Date): void {
    invariant(this.status === 'requested', 'Only a refund without an answer needs a new key.');
    const idempotencyKey = `${this.id}.create.${generation}`;
    this.#state = { ...this.#state, idempotencyKey, keyMadeAt: at, updatedAt: at };
  }
}
