import { accountInUse } from '../../domain/orders/standing-order-errors.js';
import type { IClock } from '../ports/clock.js';
import type { IOutbox } from '../ports/outbox.js';
import { announceClosedOrder } from './announce-closed-order.js';
import type { IOrderRepository } from './ports/order-repository.js';
import type { IPaymentCloser } from './ports/payment-closer.js';
import type { IStandingOrders, StandingOrder } from './ports/standing-orders.js';

/** Orders that one deletion cancels; they expire within hours, so that nobody has so many. */
const MAX_ORDERS = 1_000;

export interface CloseBooksCommand {
  readonly organizationId: string;
  readonly userId: string;
}

/**
 * Leaves nothing of a user's orders that they would have to be asked about: those that nobody has gone on to pay are
 * cancelled, and anything else that is not settled stands in the way.
 */
export class CloseBooks {
  constructor(
    private readonly standing: IStandingOrders,
    private readonly orders: IOrderRepository,
    private readonly payments: Pick<IPaymentCloser, 'hasOpenAttempt'>,
    private readonly outbox: IOutbox,
    private readonly clock: IClock,
  ) {}

  /**
   * To be called in the transaction that deletes the account, and holds its row: no order is placed meanwhile.
   *
   * @throws DomainError `account_in_use`
   */
  async execute({ organizationId, userId }: CloseBooksCommand): Promise<void> {
    const standing = await this.standing.ofUser(organizationId, userId, MAX_ORDERS);
    const inTheWay = standing.filter((order) => order.status !== 'pending' || order.isPayable);
    if (inTheWay.length > 0 || standing.length === MAX_ORDERS) throw accountInUse(inTheWay);
    for (const order of standing) await this.#cancel(organizationId, order);
  }

  async #cancel(organizationId: string, { id, number }: StandingOrder): Promise<void> {
    const order = await this.orders.findByIdForUpdate(organizationId, id);
    // Somebody has gone on to pay it since.
    if (order?.status !== 'pending' || (await this.payments.hasOpenAttempt(organizationId, id)))
      throw accountInUse([{ number, status: order?.status ?? 'cancelled' }]);
    order.cancel(this.clock.now(), 'account_deleted');
    await announceClosedOrder(this.outbox, order);
    await this.orders.update(order);
  }
}
