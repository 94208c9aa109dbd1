import type { Order } from '../../../domain/orders/order.js';

/** Another order of the organization has this number: draw a new one. */
export class OrderNumberTaken extends Error {
  override readonly name = 'OrderNumberTaken';
}

/** An order with this id stands already: the request was carried out before. */
export class OrderIdTaken extends Error {
  override readonly name = 'OrderIdTaken';
}

/** Orders with their lines, taxes and history, written and read as one. */
export abstract class IOrderRepository {
  /**
   * After either error the surrounding transaction, if any, is lost.
   * @throws OrderNumberTaken, OrderIdTaken; DomainError `session_ended` where the buyer's account was deleted
   */
  abstract insert(order: Order): Promise<void>;

  /**
   * Once per loaded order: the version that it was read with must still stand.
   * @throws StaleWriteError when someone else changed it since.
   */
  abstract update(order: Order): Promise<void>;

  abstract findById(organizationId: string, id: string): Promise<Order | null>;

  /** Locks the order until the transaction ends. Only inside IUnitOfWork.run. */
  abstract findByIdForUpdate(organizationId: string, id: string): Promise<Order | null>;
}
