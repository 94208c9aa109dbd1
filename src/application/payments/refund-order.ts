import type { Order } from '../../domain/orders/order.js';
import { OrderNotFound } from '../../domain/orders/order-errors.js';
import { roomMinor } from '../../domain/payments/aftermath.js';
import { blocksRefunds } from '../../domain/payments/dispute-standing.js';
import type { PaymentAttempt } from '../../domain/payments/payment-attempt.js';
import { assertInSteps } from '../../domain/payments/payment-errors.js';
import { Refund, type RefundSnapshot } from '../../domain/payments/refund.js';
import {
  orderNotRefundable,
  paymentDisputed,
  refundExceedsCaptured,
  refundRejected,
  refundUnanswered,
} from '../../domain/payments/refund-errors.js';
import { invariant } from '../../domain/shared/domain-error.js';
import { Money } from '../../domain/shared/money.js';
import type { IOrderRepository } from '../orders/ports/order-repository.js';
import type { IAuditLog } from '../ports/audit-log.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import { StripeOutcomeUnknownError, StripeUnavailableError } from '../ports/stripe-service.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { IAftermathFacts } from './ports/aftermath-facts.js';
import type { IPaymentAttemptRepository } from './ports/payment-attempt-repository.js';
import type { IRefundRepository } from './ports/refund-repository.js';
import { refundedPayment } from './record-refund.js';
import type { SendRefund } from './send-refund.js';

export interface RefundOrderCommand {
  readonly organizationId: string;
  readonly orderId: string;
  readonly actorUserId: string;
  /** Given with an idempotency key: the same id refunds once, however often it is asked for. */
  readonly refundId?: string | undefined;
  /** Left out: all that is left. */
  readonly amountMinor?: number | undefined;
  readonly reason?: string | undefined;
}

/** Longer than a request waits for Stripe: until then whoever asked is still sending it. */
const GRACE_MS = 30_000;

/** Stripe's words for refusals that we would have given ourselves, had we heard of what happened there. */
const NOTHING_LEFT = new Set(['charge_already_refunded', 'amount_too_large', 'refund_exceeds_charge']);

/** Gives back all or part of what was captured for an order, by an operator. */
export class RefundOrder {
  constructor(
    private readonly orders: IOrderRepository,
    private readonly attempts: IPaymentAttemptRepository,
    private readonly refunds: IRefundRepository,
    private readonly facts: IAftermathFacts,
    private readonly sendRefund: SendRefund,
    private readonly auditLog: IAuditLog,
    private readonly unitOfWork: IUnitOfWork,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  /**
   * @throws OrderNotFound; DomainError `order_not_refundable`, `amount_invalid`, `refund_exceeds_captured`, `payment_disputed`,
   *   `refund_rejected`, `stripe_unavailable`: the refund stands, and is carried out once by itself
   */
  async execute(command: RefundOrderCommand): Promise<RefundSnapshot> {
    const { organizationId } = command;
    const id = command.refundId ?? this.ids.uuid();
    const refund =
      (await this.refunds.findById(organizationId, id)) ??
      (await this.unitOfWork.run(() => this.#reserve(command, id), command.orderId));
    return this.#answer(refund.status === 'requested' ? await this.#send(refund) : refund);
  }

  async #send(refund: Refund): Promise<Refund> {
    try {
      return await this.sendRefund.execute(refund, 'refunded_by_operator');
    } catch (error) {
      const isOpen = error instanceof StripeUnavailableError || error instanceof StripeOutcomeUnknownError;
      throw isOpen ? refundUnanswered(error) : error;
    }
  }

  #answer(refund: Refund): RefundSnapshot {
    const snapshot = refund.snapshot();
    if (snapshot.status !== 'rejected') return snapshot;
    const { failureCode, failureMessage } = snapshot;
    if (failureCode === 'charge_disputed') throw paymentDisputed(snapshot.orderNumber);
    if (failureCode !== null && NOTHING_LEFT.has(failureCode))
      throw refundExceedsCaptured(null, refund.amount);
    throw refundRejected(failureMessage ?? 'no reason was given.');
  }

  /** Under the locks of the payment and its order, so that no two requests share one room. */
  async #reserve(command: RefundOrderCommand, id: string): Promise<Refund> {
    const { organizationId, orderId, actorUserId, reason = null } = command;
    const { order, attempt } = await this.#locked(organizationId, orderId);
    const amount = await this.#amountOf(command, order, attempt);
    const at = this.clock.now();
    const refund = Refund.request({
      ...refundedPayment(attempt),
      id,
      amount,
      reason,
      requestedBy: 'operator',
      at,
      nextTryAt: new Date(at.getTime() + GRACE_MS),
    });
    await this.refunds.insert(refund);
    await this.auditLog.record({
      organizationId,
      actorUserId,
      action: 'order.refunded',
      subject: orderId,
      detail: {
        number: order.number,
        refund_id: id,
        amount: amount.amountMinor,
        currency: order.currency,
        reason,
      },
    });
    return refund;
  }

  async #locked(organizationId: string, id: string): Promise<{ order: Order; attempt: PaymentAttempt }> {
    const seen = await this.orders.findById(organizationId, id);
    if (!seen) throw new OrderNotFound(id);
    if (!seen.isPaidOrBeyond()) throw orderNotRefundable(seen.number, `it is ${seen.status}`);
    if (seen.paidByAttemptId === null) throw orderNotRefundable(seen.number, 'nothing was paid for it');
    const attempt = await this.attempts.findByIdForUpdate(organizationId, seen.paidByAttemptId);
    const order = await this.orders.findByIdForUpdate(organizationId, id);
    invariant(attempt !== null && order !== null, 'Orders and their payments are never deleted.');
    return { order, attempt };
  }

  async #amountOf(command: RefundOrderCommand, order: Order, attempt: PaymentAttempt): Promise<Money> {
    const facts = await this.facts.ofAttempt(command.organizationId, attempt.id);
    if (facts.disputes.some(blocksRefunds)) throw paymentDisputed(order.number);
    const room = Money.of(roomMinor(order.captured.amountMinor, facts), order.currency);
    const asked = command.amountMinor === undefined ? null : Money.of(command.amountMinor, order.currency);
    if (asked) assertInSteps(asked);
    if (room.amountMinor <= 0) throw refundExceedsCaptured(null, room);
    if (asked && asked.amountMinor > room.amountMinor) throw refundExceedsCaptured(asked, room);
    return asked ?? room;
  }
}
