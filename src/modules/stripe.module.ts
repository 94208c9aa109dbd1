import { Global, Module } from '@nestjs/common';
import { IStripeService } from '../application/ports/stripe-service.js';
import { Configuration } from '../infrastructure/config/configuration.js';
import { Database } from '../infrastructure/persistence/database.js';
import { createStripeClient } from '../infrastructure/stripe/stripe-client.js';
import { StripeService } from '../infrastructure/stripe/stripe-service.js';

@Global()
@Module({
  providers: [
    {
      provide: IStripeService,
      inject: [Configuration, Database],
      useFactory: ({ values, livemode }: Configuration, database: Database) =>
        new StripeService(
          createStripeClient({ secretKey: values.STRIPE_SECRET_KEY, apiBase: values.STRIPE_API_BASE }),
          database,
          livemode,
        ),
    },
  ],
  exports: [IStripeService],
})
export class StripeModule {}
