import { Module } from '@nestjs/common';
import { AdminPricesController } from '../api/catalog/admin-prices.controller.js';
import { AdminProductsController } from '../api/catalog/admin-products.controller.js';
import { ProductsController } from '../api/catalog/products.controller.js';
import { ChangePrice } from '../application/catalog/change-price.js';
import { ChangeProduct } from '../application/catalog/change-product.js';
import { CreatePrice } from '../application/catalog/create-price.js';
import { CreateProduct } from '../application/catalog/create-product.js';
import { ICatalogQueries } from '../application/catalog/ports/catalog-queries.js';
import { IPriceRepository } from '../application/catalog/ports/price-repository.js';
import { IPriceUsage } from '../application/catalog/ports/price-usage.js';
import { IProductRepository } from '../application/catalog/ports/product-repository.js';
import { SeedCatalogue } from '../application/catalog/seed-catalogue.js';
import { IAuditLog } from '../application/ports/audit-log.js';
import { IClock } from '../application/ports/clock.js';
import { IIdGenerator } from '../application/ports/id-generator.js';
import { IUnitOfWork } from '../application/ports/unit-of-work.js';
import { CatalogQueries } from '../infrastructure/persistence/catalog/catalog-queries.js';
import { PriceRepository } from '../infrastructure/persistence/catalog/price-repository.js';
import { ProductRepository } from '../infrastructure/persistence/catalog/product-repository.js';
import { OrderPriceUsage } from '../infrastructure/persistence/orders/order-price-usage.js';
import { provideUseCase } from './provide-use-case.js';

@Module({
  controllers: [ProductsController, AdminProductsController, AdminPricesController],
  providers: [
    { provide: IProductRepository, useClass: ProductRepository },
    { provide: IPriceRepository, useClass: PriceRepository },
    { provide: IPriceUsage, useClass: OrderPriceUsage },
    { provide: ICatalogQueries, useClass: CatalogQueries },
    provideUseCase(CreateProduct, [IProductRepository, IAuditLog, IUnitOfWork, IClock, IIdGenerator]),
    provideUseCase(ChangeProduct, [IProductRepository, IAuditLog, IUnitOfWork, IClock]),
    provideUseCase(CreatePrice, [
      IProductRepository,
      IPriceRepository,
      IAuditLog,
      IUnitOfWork,
      IClock,
      IIdGenerator,
    ]),
    provideUseCase(ChangePrice, [IPriceRepository, IPriceUsage, IAuditLog, IUnitOfWork, IClock]),
    provideUseCase(SeedCatalogue, [IProductRepository, IPriceRepository, IAuditLog, IUnitOfWork, IClock]),
  ],
  exports: [ICatalogQueries, IPriceRepository, SeedCatalogue],
})
export class CatalogModule {}
