import type { CaptureMethod } from '../shared/capture-method.js';
import { Currency } from '../shared/currency.js';
import { invariant } from '../shared/domain-error.js';
import { Money } from '../shared/money.js';
import { OrderClosedError, OrderNotCancellable, OrderTooLarge } from './order-errors.js';
import type { Aftermath, PaymentFacts, PlaceOrderFacts } from './order-facts.js';
import { lineAmountMinor } from './order-line.js';
import type { OrderHistoryEntry, OrderSnapshot } from './order-snapshot.js';
import { assertMove, canMove, isOpen, isClosed, isPaidOrBeyond, type OrderStatus } from './order-status.js';
import { computeTotals } from './order-tax.js';

const STATUS_OF_PAYMENT = {
  awaiting: 'awaiting_payment',
  processing: 'processing',
  authorized: 'authorized',
  captured: 'paid',
  released: 'cancelled',
  lapsed: 'expired',
} as const satisfies Record<PaymentFacts['state'], OrderStatus>;

/** What a customer bought, what it costs, and how far its payment has come. */
export class Order {
  #state: OrderSnapshot;

  private constructor(state: OrderSnapshot) {
    this.#state = state;
  }

  /**
   * Computes the totals; an order with nothing to pay is paid at once.
   * @throws OrderTooLarge beyond what Stripe can charge in the currency.
   */
  static place(facts: PlaceOrderFacts): Order {
    const { rounding, at, captureMethod = 'automatic', ...identity } = facts;
    invariant(facts.lines.length > 0, 'An order has at least one line.');
    const maximum = Money.of(Currency.of(facts.currency).maximumMinor, facts.currency);
    // Line by line first: sums of what a single line may come to stay far below 2^53.
    if (facts.lines.some((line) => lineAmountMinor(line) > maximum.amountMinor))
      throw new OrderTooLarge(maximum);
    const totals = computeTotals(facts.lines, rounding, Currency.of(facts.currency).stepMinor);
    if (totals.totalMinor > maximum.amountMinor) throw new OrderTooLarge(maximum);
    const order = new Order({
      ...identity,
      ...totals,
      captureMethod,
      version: 1,
      status: 'pending',
      capturedMinor: 0,
      refundedMinor: 0,
      paidByAttemptId: null,
      history: [{ status: 'pending', at, cause: 'order_placed' }],
      placedAt: at,
      paidAt: null,
      fulfillableAt: null,
      updatedAt: at,
    });
    if (order.total.isZero()) order.#moveTo('paid', at, 'nothing_to_pay');
    return order;
  }

  static rehydrate(snapshot: OrderSnapshot): Order {
    return new Order(snapshot);
  }

  snapshot(): OrderSnapshot {
    return this.#state;
  }

  get id(): string {
    return this.#state.id;
  }

  get organizationId(): string {
    return this.#state.organizationId;
  }

  get userId(): string {
    return this.#state.userId;
  }

  get number(): string {
    return this.#state.number;
  }

  get status(): OrderStatus {
    return this.#state.status;
  }

  get currency(): string {
    return this.#state.currency;
  }

  get captureMethod(): CaptureMethod {
    return this.#state.captureMethod;
  }

  get total(): Money {
    return Money.of(this.#state.totalMinor, this.currency);
  }

  get captured(): Money {
    return Money.of(this.#state.capturedMinor, this.currency);
  }

  get refunded(): Money {
    return Money.of(this.#state.refundedMinor, this.currency);
  }

  /** The attempt whose money the order took. */
  get paidByAttemptId(): string | null {
    return this.#state.paidByAttemptId;
  }

  get history(): readonly OrderHistoryEntry[] {
    return this.#state.history;
  }

  isPayable(): boolean {
    return isOpen(this.status) && !this.total.isZero();
  }

  isPaidOrBeyond(): boolean {
    return isPaidOrBeyond(this.status);
  }

  /**
   * Takes what Stripe says about the payment, whose amount and currency the caller has compared with the order's.
   * Repeated and older facts change nothing, so events may come in any order and any number of times.
   *
   * @returns whether anything changed
   * @throws OrderClosedError when money was captured for a cancelled or expired order
   */
  applyPayment(facts: PaymentFacts, at: Date, cause: string): boolean {
    const isCapture = facts.state === 'captured';
    const { captured } = facts;
    invariant(captured.currency === this.currency, `Order ${this.number} is not in ${captured.currency}.`);
    invariant(
      isCapture === captured.amountMinor > 0,
      'Money is captured exactly when the state is `captured`.',
    );
    if (isClosed(this.status)) {
      if (isCapture) throw new OrderClosedError(this.number, this.status, captured);
      return false;
    }
    if (isCapture) return this.#capture(facts, at, cause);
    const isEnd = facts.state === 'released' || facts.state === 'lapsed';
    // Stripe never goes back from captured or authorized money to an earlier state: such a fact is an old one.
    if (this.isPaidOrBeyond() || (this.status === 'authorized' && !isEnd)) return false;
    if (isEnd && this.status === 'processing') this.#moveTo('authorized', at, cause);
    return this.#advance(STATUS_OF_PAYMENT[facts.state], at, cause);
  }

  /**
   * Takes all that is known of refunds and disputes of the captured money. Facts that come before the capture are for
   * the caller to keep: they change nothing here.
   * @returns whether anything changed.
   */
  applyAftermath({ refunded, dispute }: Aftermath, at: Date, cause: string): boolean {
    if (!this.isPaidOrBeyond() || this.captured.isZero()) return false;
    invariant(refunded.amountMinor <= this.#state.capturedMinor, 'No more is refunded than was captured.');
    const status = this.#statusAfter(refunded.amountMinor, dispute);
    if (status === this.status && refunded.amountMinor === this.#state.refundedMinor) return false;
    this.#state = { ...this.#state, refundedMinor: refunded.amountMinor, updatedAt: at };
    // A dispute may be lost before we heard of it, and after a refund: the table knows no shorter way.
    if (status !== this.status && !canMove(this.status, status)) this.#moveTo('disputed', at, cause);
    if (status !== this.status) this.#moveTo(status, at, cause);
    return true;
  }

  /**
   * From now on the order may be delivered. The caller has seen that no review is open.
   * @returns false when it was so before, or when the money is not (or no longer) ours.
   */
  release(at: Date): boolean {
    const isOurs = this.status === 'paid' || this.status === 'partially_refunded';
    if (!isOurs || this.#state.fulfillableAt !== null) return false;
    this.#state = { ...this.#state, fulfillableAt: at, updatedAt: at };
    return true;
  }

  /**
   * The caller has closed the payment attempt at Stripe before.
   * @throws OrderNotCancellable unless nothing was paid and nothing is on its way.
   */
  cancel(at: Date, cause: string): void {
    if (!isOpen(this.status)) throw new OrderNotCancellable(this.number, `it is ${this.status}`);
    this.#moveTo('cancelled', at, cause);
  }

  /**
   * Nobody has paid in time. The caller has closed the payment attempt at Stripe before.
   * @returns false when something was paid, is on its way, or the order is closed already
   */
  expire(at: Date): boolean {
    if (!isOpen(this.status)) return false;
    this.#moveTo('expired', at, 'expired_unpaid');
    return true;
  }

  #statusAfter(refundedMinor: number, dispute: Aftermath['dispute']): OrderStatus {
    if (dispute !== 'none') return dispute === 'lost' ? 'charged_back' : 'disputed';
    if (refundedMinor === 0) return 'paid';
    return refundedMinor < this.#state.capturedMinor ? 'partially_refunded' : 'refunded';
  }

  #capture({ captured, attemptId }: PaymentFacts, at: Date, cause: string): boolean {
    // Captured money only grows; a smaller amount is an older fact.
    if (captured.amountMinor <= this.#state.capturedMinor) return false;
    if (!this.isPaidOrBeyond()) this.#advance('paid', at, cause);
    this.#state = {
      ...this.#state,
      capturedMinor: captured.amountMinor,
      paidByAttemptId: attemptId,
      updatedAt: at,
    };
    return true;
  }

  #advance(to: OrderStatus, at: Date, cause: string): boolean {
    if (this.status === to) return false;
    // A payment that moved implies an attempt that was opened, even where that fact has not arrived yet.
    if (this.status === 'pending' && to !== 'awaiting_payment') this.#moveTo('awaiting_payment', at, cause);
    this.#moveTo(to, at, cause);
    return true;
  }

  #moveTo(to: OrderStatus, at: Date, cause: string): void {
    assertMove(this.number, this.status, to);
    this.#state = {
      ...this.#state,
      status: to,
      history: [...this.#state.history, { status: to, at, cause }],
      paidAt: to === 'paid' ? (this.#state.paidAt ?? at) : this.#state.paidAt,
      updatedAt: at,
    };
  }
}
