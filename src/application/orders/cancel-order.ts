import { OrderNotCancellable, OrderNotFound } from '../../domain/orders/order-errors.js';
import type { OrderSnapshot } from '../../domain/orders/order-snapshot.js';
import { isOpen } from '../../domain/orders/order-status.js';
import type { Order } from '../../domain/orders/order.js';
import type { IAuditLog } from '../ports/audit-log.js';
import type { IClock } from '../ports/clock.js';
import type { IOutbox } from '../ports/outbox.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import { announceClosedOrder } from './announce-closed-order.js';
import type { IOrderRepository } from './ports/order-repository.js';
import type { HeldMoney, IPaymentCloser } from './ports/payment-closer.js';

export interface CancelOrderCommand {
  readonly organizationId: string;
  readonly orderId: string;
  readonly actor: { readonly userId: string; readonly role: 'customer' | 'operator' };
  readonly reason?: string | undefined;
}

/** Someone who goes on opening payments while they cancel gets an answer, not a race without end. */
const CLOSE_ATTEMPTS = 3;

/**
 * Cancels an order that nothing was paid for. An open payment is closed at Stripe first, outside any transaction, so
 * that a cancelled order cannot be paid.
 */
export class CancelOrder {
  constructor(
    private readonly orders: IOrderRepository,
    private readonly payments: IPaymentCloser,
    private readonly auditLog: IAuditLog,
    private readonly outbox: IOutbox,
    private readonly unitOfWork: IUnitOfWork,
    private readonly clock: IClock,
  ) {}

  /**
   * @throws OrderNotFound, for a customer also when it is someone else's; OrderNotCancellable; DomainError
   * `stripe_unavailable` when the open payment cannot be closed now.
   */
  async execute(command: CancelOrderCommand): Promise<OrderSnapshot> {
    const { number, status } = await this.#visible(command);
    const isHeld = status === 'authorized';
    for (let attempt = 1; attempt <= CLOSE_ATTEMPTS; attempt += 1) {
      await this.#closePayment(command, number, isHeld ? 'release' : 'keep');
      const cancelled = await this.unitOfWork.run(() => this.#cancel(command, isHeld), command.orderId);
      if (cancelled) return cancelled;
    }
    throw new OrderNotCancellable(number, 'its payment is being opened again and again');
  }

  /** Looks before Stripe is asked: an order that is past cancelling is refused without a call. */
  async #visible({ organizationId, orderId, actor }: CancelOrderCommand): Promise<Order> {
    const order = await this.orders.findById(organizationId, orderId);
    if (!order || (actor.role === 'customer' && order.userId !== actor.userId))
      throw new OrderNotFound(orderId);
    // What is held for a customer is the shop's to let go.
    const isHeld = order.status === 'authorized' && actor.role === 'operator';
    if (!isOpen(order.status) && !isHeld)
      throw new OrderNotCancellable(order.number, `it is ${order.status}`);
    return order;
  }

  async #closePayment(
    { organizationId, orderId }: CancelOrderCommand,
    number: string,
    held: HeldMoney,
  ): Promise<void> {
    const outcome = await this.payments.close(organizationId, orderId, held);
    if (outcome !== 'closed') throw new OrderNotCancellable(number, `its payment is ${outcome}`);
  }

  /** @returns null when a payment was opened since it was closed. */
  async #cancel(
    { organizationId, orderId, actor, reason }: CancelOrderCommand,
    isHeld: boolean,
  ): Promise<OrderSnapshot | null> {
    const order = await this.orders.findByIdForUpdate(organizationId, orderId);
    if (!order) throw new OrderNotFound(orderId);
    if (await this.payments.hasOpenAttempt(organizationId, orderId)) return null;
    // Letting go of held money at Stripe has cancelled the order already.
    if (!isHeld || order.status !== 'cancelled') {
      order.cancel(this.clock.now(), `cancelled_by_${actor.role}`);
      await announceClosedOrder(this.outbox, order);
      await this.orders.update(order);
    }
    if (actor.role === 'operator') {
      await this.auditLog.record({
        organizationId,
        actorUserId: actor.userId,
        action: 'order.cancelled',
        subject: orderId,
        detail: { number: order.number, reason: reason ?? null },
      });
    }
    return order.snapshot();
  }
}
