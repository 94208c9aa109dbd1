import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { IOrderMoney, type OrderMoney } from '../../../application/payments/ports/order-money.js';
import { Database } from '../database.js';
import { disputeTable } from './dispute.table.js';
import { paymentAttemptTable } from './payment-attempt.table.js';
import { refundTable } from './refund.table.js';

@Injectable()
export class OrderMoneyQueries extends IOrderMoney {
  constructor(private readonly database: Database) {
    super();
  }

  async ofOrders(
    organizationId: string,
    orderIds: readonly string[],
  ): Promise<ReadonlyMap<string, OrderMoney>> {
    const { manager } = this.database;
    const ofOrders = { where: { organizationId, orderId: In([...orderIds]) }, order: { id: 'ASC' } } as const;
    const attempts = await manager.find(paymentAttemptTable, ofOrders);
    const refunds = await manager.find(refundTable, ofOrders);
    const disputes = await manager.find(disputeTable, ofOrders);
    const moneyOf = (id: string): OrderMoney => ({
      attempts: attempts.filter(({ orderId }) => orderId === id),
      refunds: refunds.filter(({ orderId }) => orderId === id),
      disputes: disputes.filter(({ orderId }) => orderId === id),
    });
    return new Map(orderIds.map((id) => [id, moneyOf(id)]));
  }
}
