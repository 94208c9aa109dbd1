import { Module } from '@nestjs/common';
import { AdminOrdersController } from '../api/orders/admin-orders.controller.js';
import { OrdersController } from '../api/orders/orders.controller.js';
import { PurchasesController } from '../api/orders/purchases.controller.js';
import { ReceiptsController } from '../api/orders/receipts.controller.js';
import { IPriceRepository } from '../application/catalog/ports/price-repository.js';
import { IUserNames } from '../application/identity/ports/user-names.js';
import { CancelOrder } from '../application/orders/cancel-order.js';
import { PlaceOrder } from '../application/orders/place-order.js';
import { IOrderQueries } from '../application/orders/ports/order-queries.js';
import { IOrderRepository } from '../application/orders/ports/order-repository.js';
import { IOrderSearch } from '../application/orders/ports/order-search.js';
import { IOrderTimelines } from '../application/orders/ports/order-timelines.js';
import { IPaymentCloser } from '../application/orders/ports/payment-closer.js';
import { Seller } from '../application/orders/seller.js';
import { ShowReceipt } from '../application/orders/show-receipt.js';
import { IPayerDirectory } from '../application/payments/ports/payer-directory.js';
import { IPaymentStories } from '../application/payments/ports/payment-stories.js';
import { IAuditLog } from '../application/ports/audit-log.js';
import { IClock } from '../application/ports/clock.js';
import { IIdGenerator } from '../application/ports/id-generator.js';
import { IOutbox } from '../application/ports/outbox.js';
import { IUnitOfWork } from '../application/ports/unit-of-work.js';
import { Configuration } from '../infrastructure/config/configuration.js';
import { UserNames } from '../infrastructure/persistence/identity/user-names.js';
import { OrderQueries } from '../infrastructure/persistence/orders/order-queries.js';
import { OrderRepository } from '../infrastructure/persistence/orders/order-repository.js';
import { OrderSearch } from '../infrastructure/persistence/orders/order-search.js';
import { OrderTimelines } from '../infrastructure/persistence/orders/order-timelines.js';
import { PaymentStories } from '../infrastructure/persistence/payments/payment-stories.js';
import { CatalogModule } from './catalog.module.js';
import { PaymentsModule } from './payments.module.js';
import { provideUseCase } from './provide-use-case.js';

@Module({
  imports: [CatalogModule, PaymentsModule],
  controllers: [OrdersController, AdminOrdersController, PurchasesController, ReceiptsController],
  providers: [
    { provide: IOrderRepository, useClass: OrderRepository },
    { provide: IOrderQueries, useClass: OrderQueries },
    { provide: IOrderSearch, useClass: OrderSearch },
    { provide: IOrderTimelines, useClass: OrderTimelines },
    { provide: IPaymentStories, useClass: PaymentStories },
    { provide: IUserNames, useClass: UserNames },
    provideUseCase(ShowReceipt, [IOrderQueries, IPayerDirectory]),
    {
      provide: Seller,
      inject: [Configuration],
      useFactory: ({ values }: Configuration) =>
        new Seller(values.SELLER_NAME, values.SELLER_REGISTRATION_NUMBER, values.SHOP_TIME_ZONE),
    },
    provideUseCase(PlaceOrder, [
      IOrderRepository,
      IPriceRepository,
      IOutbox,
      IUnitOfWork,
      IClock,
      IIdGenerator,
    ]),
    provideUseCase(CancelOrder, [IOrderRepository, IPaymentCloser, IAuditLog, IOutbox, IUnitOfWork, IClock]),
  ],
})
export class OrdersModule {}
