import { Module } from '@nestjs/common';
import { CustomersController } from '../api/identity/customers.controller.js';
import { ICustomerQueries } from '../application/identity/ports/customer-queries.js';
import { CustomerQueries } from '../infrastructure/persistence/identity/customer-queries.js';

/** Accounts as operators see them. */
@Module({
  controllers: [CustomersController],
  providers: [{ provide: ICustomerQueries, useClass: CustomerQueries }],
})
export class CustomersModule {}
