import { CancelOrder } from '../../src/application/orders/cancel-order.js';
import { PlaceOrder } from '../../src/application/orders/place-order.js';
import { FakeAuditLog } from './fakes/audit-log.js';
import { FakeClock } from './fakes/clock.js';
import { FakeIdGenerator } from './fakes/id-generator.js';
import { FakeOrderRepository } from './fakes/order-repository.js';
import { FakeOutbox } from './fakes/outbox.js';
import { FakePaymentCloser } from './fakes/payment-closer.js';
import { FakePriceRepository } from './fakes/price-repository.js';
import { FakeProductRepository } from './fakes/product-repository.js';
import { FakeUnitOfWork } from './fakes/unit-of-work.js';

/** A shop in memory. */
export class Shop {
  readonly clock = new FakeClock();
  readonly ids = new FakeIdGenerator();
  readonly unitOfWork = new FakeUnitOfWork();
  readonly auditLog = new FakeAuditLog(this.unitOfWork);
  readonly products = new FakeProductRepository();
  readonly prices = new FakePriceRepository(this.products);
  readonly orders = new FakeOrderRepository();
  readonly outbox = new FakeOutbox();
  readonly payments = new FakePaymentCloser(this.unitOfWork);
  readonly placeOrder = new PlaceOrder(
    this.orders,
    this.prices,
    this.outbox,
    this.unitOfWork,
    this.clock,
    this.ids,
  );
  readonly cancelOrder = new CancelOrder(
    this.orders,
    this.payments,
    this.auditLog,
    this.outbox,
    this.unitOfWork,
    this.clock,
  );
}
