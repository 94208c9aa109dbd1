import { invariant } from '../shared/domain-error.js';
import type { CaptureMethod } from '../shared/capture-method.js';
import { Money } from '../shared/money.js';
import { AttemptTransitionError } from './payment-errors.js';
import { judge, type KnownPayment, type PaymentObservation, type Verdict } from './payment-observation.js';
import { isFinal, type PaymentStatus } from './payment-status.js';

/**
 * `opening`: committed, Stripe's answer not yet known. `open`: a PaymentIntent exists and can still be paid.
 * `abandoned`: Stripe refused to make one, or says that it knows it no more.
 */
export type AttemptStatus = 'opening' | 'open' | 'succeeded' | 'canceled' | 'abandoned';

const TRANSITIONS = {
  opening: ['open', 'succeeded', 'canceled', 'abandoned'],
  open: ['succeeded', 'canceled', 'abandoned'],
  succeeded: [],
  canceled: [],
  // Stripe's word on money that moved counts, whatever it said before.
  abandoned: ['succeeded', 'canceled'],
} as const satisfies Record<AttemptStatus, readonly AttemptStatus[]>;

export interface AttemptSnapshot {
  readonly id: string;
  readonly organizationId: string;
  readonly version: number;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly userId: string;
  readonly status: AttemptStatus;
  readonly amountMinor: number;
  readonly currency: string;
  readonly captureMethod: CaptureMethod;
  readonly stripeCustomerId: string;
  readonly idempotencyKey: string;
  readonly requestedAt: Date;
  readonly stripePaymentIntentId: string | null;
  readonly paymentStatus: PaymentStatus | null;
  /** When the payment was last seen at Stripe: not later than this was it asked for ... */
  readonly paymentAskedAt: Date | null;
  /** ... and this is the time that Stripe gave; for an event, both are its `created`. */
  readonly paymentAsOf: Date | null;
  readonly amountReceivedMinor: number;
  /** What is held and can be captured. */
  readonly amountCapturableMinor: number;
  /** The charge that took the money, or the latest that tried (`ch_...`). */
  readonly stripeChargeId: string | null;
  readonly lastErrorCode: string | null;
  readonly lastErrorMessage: string | null;
  readonly closedAt: Date | null;
  readonly updatedAt: Date;
}

export interface AttemptRequest {
  readonly id: string;
  readonly organizationId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly userId: string;
  readonly amount: Money;
  readonly captureMethod: CaptureMethod;
  readonly stripeCustomerId: string;
  readonly at: Date;
}

/** One try to have an order paid, and what Stripe was last seen to say of it. Its row carries the idempotency key. */
export class PaymentAttempt {
  #state: AttemptSnapshot;

  private constructor(state: AttemptSnapshot) {
    this.#state = state;
  }

  static request(request: AttemptRequest): PaymentAttempt {
    invariant(request.amount.amountMinor > 0, 'Nothing is to be paid.');
    return new PaymentAttempt({
      id: request.id,
      organizationId: request.organizationId,
      version: 1,
      orderId: request.orderId,
      orderNumber: request.orderNumber,
      userId: request.userId,
      status: 'opening',
      amountMinor: request.amount.amountMinor,
      currency: request.amount.currency,
      captureMethod: request.captureMethod,
      stripeCustomerId: request.stripeCustomerId,
      idempotencyKey: `${request.id}.create`,
      requestedAt: request.at,
      stripePaymentIntentId: null,
      paymentStatus: null,
      paymentAskedAt: null,
      paymentAsOf: null,
      amountReceivedMinor: 0,
      amountCapturableMinor: 0,
      stripeChargeId: null,
      lastErrorCode: null,
      lastErrorMessage: null,
      closedAt: null,
      updatedAt: request.at,
    });
  }

  static rehydrate(snapshot: AttemptSnapshot): PaymentAttempt {
    return new PaymentAttempt(snapshot);
  }

  snapshot(): AttemptSnapshot {
    return this.#state;
  }

  get id(): string {
    return this.#state.id;
  }

  get organizationId(): string {
    return this.#state.organizationId;
  }

  get orderId(): string {
    return this.#state.orderId;
  }

  get version(): number {
    return this.#state.version;
  }

  get status(): AttemptStatus {
    return this.#state.status;
  }

  get amount(): Money {
    return Money.of(this.#state.amountMinor, this.#state.currency);
  }

  get stripePaymentIntentId(): string | null {
    return this.#state.stripePaymentIntentId;
  }

  /** What to do with something seen at Stripe, given what is already known. */
  judge(observation: PaymentObservation): Verdict {
    if (this.status === 'abandoned' && !isFinal(observation.status)) return 'stale';
    return judge(this.#known(), observation);
  }

  /** Takes what Stripe says. The caller has asked `judge` first. @throws AttemptTransitionError */
  observe(observation: PaymentObservation, at: Date): void {
    const known = this.#state.stripePaymentIntentId;
    invariant(known === null || known === observation.paymentIntentId, 'An attempt has one PaymentIntent.');
    const status = statusFrom(observation.status);
    this.#moveTo(status, at, {
      stripePaymentIntentId: observation.paymentIntentId,
      paymentStatus: observation.status,
      paymentAskedAt: observation.askedAt,
      paymentAsOf: observation.asOf,
      amountReceivedMinor: observation.amountReceivedMinor,
      amountCapturableMinor: observation.amountCapturableMinor,
      stripeChargeId: observation.chargeId ?? this.#state.stripeChargeId,
      lastErrorCode: observation.lastErrorCode,
      lastErrorMessage: observation.lastErrorMessage,
    });
  }

  /** Stripe refused to make the PaymentIntent, or has none by its id: the next call begins anew. */
  abandon(code: string | null, message: string, at: Date): void {
    this.#moveTo('abandoned', at, { lastErrorCode: code, lastErrorMessage: message });
  }

  /** A new key, allowed only once it is proven that the old one made nothing. */
  renewKey(generation: string, at: Date): void {
    invariant(this.status === 'opening', 'Only an attempt without an answer needs a new key.');
    this.#state = {
      ...this.#state,
      idempotencyKey: `${this.id}.create.${generation}`,
      requestedAt: at,
      updatedAt: at,
    };
  }

  #known(): KnownPayment | null {
    const { paymentStatus, paymentAskedAt, paymentAsOf, version } = this.#state;
    if (paymentStatus === null || paymentAsOf === null) return null;
    return { status: paymentStatus, askedAt: paymentAskedAt ?? paymentAsOf, asOf: paymentAsOf, version };
  }

  #moveTo(status: AttemptStatus, at: Date, changes: Partial<AttemptSnapshot>): void {
    const allowed: readonly AttemptStatus[] = TRANSITIONS[this.status];
    if (status !== this.status && !allowed.includes(status))
      throw new AttemptTransitionError(this.status, status);
    const closed = status === 'succeeded' || status === 'canceled' || status === 'abandoned';
    this.#state = { ...this.#state, ...changes, status, updatedAt: at, closedAt: closed ? at : null };
  }
}

function statusFrom(status: PaymentStatus): AttemptStatus {
  return status === 'succeeded' || status === 'canceled' ? status : 'open';
}
