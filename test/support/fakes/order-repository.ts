import {
  IOrderRepository,
  OrderIdTaken,
  OrderNumberTaken,
} from '../../../src/application/orders/ports/order-repository.js';
import type { OrderSnapshot } from '../../../src/domain/orders/order-snapshot.js';
import { Order } from '../../../src/domain/orders/order.js';
import { StaleWriteError } from '../../../src/infrastructure/persistence/write-conflict.js';

export class FakeOrderRepository extends IOrderRepository {
  readonly rows = new Map<string, OrderSnapshot>();

  async insert(order: Order): Promise<void> {
    const row = order.snapshot();
    if (this.rows.has(row.id)) throw new OrderIdTaken(row.id);
    const taken = [...this.rows.values()].some(
      ({ organizationId, number }) => organizationId === row.organizationId && number === row.number,
    );
    if (taken) throw new OrderNumberTaken(row.number);
    this.rows.set(row.id, row);
  }

  async update(order: Order): Promise<void> {
    const row = order.snapshot();
    const standing = this.rows.get(row.id);
    if (standing?.organizationId !== row.organizationId || standing.version !== row.version) {
      throw new StaleWriteError(`Order ${row.id}`);
    }
    this.rows.set(row.id, { ...row, version: row.version + 1 });
  }

  async findById(organizationId: string, id: string): Promise<Order | null> {
    const row = this.rows.get(id);
    return row?.organizationId === organizationId ? Order.rehydrate(row) : null;
  }

  async findByIdForUpdate(organizationId: string, id: string): Promise<Order | null> {
    return this.findById(organizationId, id);
  }
}
