import { type DynamicModule, Module } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Configuration } from '../infrastructure/config/configuration.js';
import { CatalogModule } from './catalog.module.js';
import { CoreModule } from './core.module.js';
import { DisputesModule } from './disputes.module.js';
import { HealthModule } from './health.module.js';
import { HttpModule } from './http.module.js';
import { IdentityModule } from './identity.module.js';
import { InboxModule } from './inbox.module.js';
import { NotificationsModule } from './notifications.module.js';
import { OperatorAtBoot } from './operator-at-boot.js';
import { OperationsModule } from './operations.module.js';
import { OrdersModule } from './orders.module.js';
import { PaymentsModule } from './payments.module.js';
import { RefundsModule } from './refunds.module.js';
import { CustomersModule } from './customers.module.js';
import { SavedCardsModule } from './saved-cards.module.js';
import { StripeModule } from './stripe.module.js';
import { WebhooksModule } from './webhooks.module.js';

/** The API process. */
@Module({})
export class AppModule {
  static for(
    configuration: Configuration,
    logger: Logger,
    extra: DynamicModule['imports'] = [],
  ): DynamicModule {
    return {
      module: AppModule,
      imports: [
        CoreModule.forProcess('api', configuration, logger),
        HttpModule,
        StripeModule,
        InboxModule,
        IdentityModule,
        CatalogModule,
        OrdersModule,
        PaymentsModule,
        RefundsModule,
        DisputesModule,
        SavedCardsModule,
        CustomersModule,
        WebhooksModule,
        NotificationsModule,
        OperationsModule,
        HealthModule,
        ...extra,
      ],
      providers: [OperatorAtBoot],
    };
  }
}
