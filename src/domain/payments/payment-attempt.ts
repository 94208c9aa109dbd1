import { invariant } from '../shared/domain-error.js';
import { Money } from '../shared/money.js';
import { CaptureExceedsAuthorized, CaptureInProgress, CaptureNotPossible } from './capture-errors.js';
import {
  ATTEMPT_TRANSITIONS,
  type AttemptKind,
  type AttemptRequest,
  type AttemptSnapshot,
  type AttemptStatus,
} from './attempt-snapshot.js';
import { assertInSteps, AttemptTransitionError } from './payment-errors.js';
import { judge, type KnownPayment, type PaymentObservation, type Verdict } from './payment-observation.js';
import { isFinal, type PaymentStatus } from './payment-status.js';

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
      kind: request.kind,
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
      cancellationReason: null,
      lastErrorCode: null,
      lastErrorMessage: null,
      captureKey: null,
      captureAmountMinor: null,
      captureRequestedAt: null,
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

  get kind(): AttemptKind {
    return this.#state.kind;
  }

  get status(): AttemptStatus {
    return this.#state.status;
  }

  /** Stripe was asked to make it, or to capture what it holds, and what came of it is not known. */
  get isUnanswered(): boolean {
    return this.status === 'opening' || (this.status === 'open' && this.#state.captureKey !== null);
  }

  /** What was to be held first is captured, let go or was never held. */
  get isHoldOver(): boolean {
    return this.#state.captureMethod === 'manual' && this.status !== 'opening' && this.status !== 'open';
  }

  get amount(): Money {
    return Money.of(this.#state.amountMinor, this.#state.currency);
  }

  get stripePaymentIntentId(): string | null {
    return this.#state.stripePaymentIntentId;
  }

  /** Whether a PaymentIntent that names this attempt is its own. One of Checkout is made only when the payer pays. */
  mayBePaidBy(paymentIntentId: string): boolean {
    const known = this.#state.stripePaymentIntentId;
    return (
      known === paymentIntentId || (known === null && (this.status === 'opening' || this.kind === 'checkout'))
    );
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
      cancellationReason: observation.cancellationReason,
      lastErrorCode: observation.lastErrorCode,
      lastErrorMessage: observation.lastErrorMessage,
    });
  }

  /**
   * Learns the id of its payment where nothing else of it counts, as once it was given up: what is told of that payment, a
   * bank's warning of fraud, say, is about this one.
   * @returns false where the id is known
   */
  recognize(paymentIntentId: string, at: Date): boolean {
    if (this.#state.stripePaymentIntentId !== null) return false;
    this.#state = { ...this.#state, stripePaymentIntentId: paymentIntentId, updatedAt: at };
    return true;
  }

  /** Stripe's page is there. */
  open(at: Date): void {
    this.#moveTo('open', at, {});
  }

  /** Stripe's page has expired, and the payment with it if there was one. */
  expire(asOf: Date, at: Date): void {
    this.#moveTo('canceled', at, { paymentStatus: 'canceled', paymentAskedAt: asOf, paymentAsOf: asOf });
  }

  /** Stripe refused to make it, or has none by its id: the next call begins anew. */
  abandon(code: string | null, message: string, at: Date): void {
    this.#moveTo('abandoned', at, { lastErrorCode: code, lastErrorMessage: message });
  }

  /**
   * Commits to a capture before Stripe is asked. The same amount again is the same capture.
   * @param generation keeps the keys of two captures apart, of which the first was refused
   * @throws CaptureNotPossible, CaptureInProgress, CaptureExceedsAuthorized; DomainError `amount_invalid`
   */
  requestCapture(amountMinor: number, generation: string, at: Date): void {
    const { paymentStatus, amountCapturableMinor, captureAmountMinor, currency } = this.#state;
    if (paymentStatus !== 'requires_capture') throw new CaptureNotPossible(paymentStatus ?? this.status);
    if (captureAmountMinor === amountMinor) return;
    if (captureAmountMinor !== null) throw new CaptureInProgress(Money.of(captureAmountMinor, currency));
    if (amountMinor > amountCapturableMinor)
      throw new CaptureExceedsAuthorized(Money.of(amountCapturableMinor, currency));
    assertInSteps(Money.of(amountMinor, currency));
    this.#state = {
      ...this.#state,
      captureKey: `${this.id}.capture.${generation}`,
      captureAmountMinor: amountMinor,
      captureRequestedAt: at,
      updatedAt: at,
    };
  }

  /** Stripe has captured nothing, and will not under this key: another capture may be asked for. */
  dropCapture(at: Date): void {
    const none = { captureKey: null, captureAmountMinor: null, captureRequestedAt: null };
    this.#state = { ...this.#state, ...none, updatedAt: at };
  }

  /** Whether money was held and let go again. A payment that was never authorised was declined last, or has no charge. */
  wasHeld(): boolean {
    const { captureMethod, paymentStatus, stripeChargeId, lastErrorCode } = this.#state;
    const wasAuthorized = stripeChargeId !== null && lastErrorCode === null;
    return captureMethod === 'manual' && paymentStatus === 'canceled' && wasAuthorized;
  }

  /** Whether a try to pay has failed since `before`; the next one may not. */
  hasFailedSince(before: AttemptSnapshot): boolean {
    const { paymentStatus, lastErrorCode, stripeChargeId } = this.#state;
    if (paymentStatus !== 'requires_payment_method' || lastErrorCode === null) return false;
    return before.paymentStatus !== paymentStatus || before.stripeChargeId !== stripeChargeId;
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
    const allowed: readonly AttemptStatus[] = ATTEMPT_TRANSITIONS[this.status];
    if (status !== this.status && !allowed.includes(status))
      throw new AttemptTransitionError(this.status, status);
    const closed = status === 'succeeded' || status === 'canceled' || status === 'abandoned';
    this.#state = { ...this.#state, ...changes, status, updatedAt: at, closedAt: closed ? at : null };
  }
}

function statusFrom(status: PaymentStatus): AttemptStatus {
  return status === 'succeeded' || status === 'canceled' ? status : 'open';
}
