import { ReceiptNotAvailable } from '../../domain/orders/order-errors.js';
import type { OrderSnapshot } from '../../domain/orders/order-snapshot.js';
import type { IPayerDirectory } from '../payments/ports/payer-directory.js';
import type { IOrderQueries } from './ports/order-queries.js';

export interface ReceiptView {
  readonly order: OrderSnapshot;
  /** When the money came, or the order was placed for nothing. */
  readonly paidAt: Date;
  readonly buyerName: string;
}

export interface ShowReceiptCommand {
  readonly organizationId: string;
  readonly orderId: string;
  /** Whose order it must be; null for an operator, who sees everyone's. */
  readonly userId: string | null;
}

/** What proves a purchase: there is one as soon as the order was paid, whatever became of the money afterwards. */
export class ShowReceipt {
  constructor(
    private readonly orders: IOrderQueries,
    private readonly payers: IPayerDirectory,
  ) {}

  /** @throws OrderNotFound, ReceiptNotAvailable */
  async execute({ organizationId, orderId, userId }: ShowReceiptCommand): Promise<ReceiptView> {
    const order =
      userId === null
        ? await this.orders.get(organizationId, orderId)
        : await this.orders.getOfUser(organizationId, userId, orderId);
    const { paidAt } = order;
    if (paidAt === null) throw new ReceiptNotAvailable(order.number, order.status);
    const buyer = await this.payers.find(organizationId, order.userId);
    return { order, paidAt, buyerName: buyer?.name ?? '' };
  }
}
