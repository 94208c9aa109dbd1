import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { AuditController } from '../api/system/audit.controller.js';
import { ConfigController } from '../api/system/config.controller.js';
import { HealthIndicators } from '../api/system/health-indicators.js';
import { HealthSettings } from '../api/system/health-settings.js';
import { HealthController } from '../api/system/health.controller.js';
import { InternalHealthController } from '../api/system/internal-health.controller.js';
import { MonitoringToken } from '../api/system/monitoring-token.js';
import { PublicSettings } from '../api/system/public-settings.js';
import { IAuditQueries } from '../application/system/ports/audit-queries.js';
import { IDatabaseProbe } from '../application/system/ports/database-probe.js';
import { IHeartbeats } from '../application/system/ports/heartbeats.js';
import { IStripeProbe } from '../application/system/ports/stripe-probe.js';
import { Configuration } from '../infrastructure/config/configuration.js';
import { hasDevelopmentMailbox } from '../infrastructure/notifications/select-channels.js';
import { AuditQueries } from '../infrastructure/persistence/system/audit-queries.js';
import { DatabaseProbe } from '../infrastructure/persistence/system/database-probe.js';
import { Heartbeats } from '../infrastructure/persistence/system/heartbeats.js';
import { StripeProbe, stripeHealthUrl } from '../infrastructure/stripe/stripe-probe.js';
import { CatalogModule } from './catalog.module.js';
import { IdentityModule } from './identity.module.js';
import { InboxModule } from './inbox.module.js';
import { SharedCountersModule } from './shared-counters.module.js';

/** How this installation is doing: probes, the settings of browsers, who did what. */
@Module({
  imports: [
    // A failed check is in its answer and in the request's log line.
    TerminusModule.forRoot({ logger: false }),
    CatalogModule,
    IdentityModule,
    InboxModule,
    SharedCountersModule,
  ],
  controllers: [HealthController, InternalHealthController, ConfigController, AuditController],
  providers: [
    HealthIndicators,
    { provide: IDatabaseProbe, useClass: DatabaseProbe },
    { provide: IHeartbeats, useClass: Heartbeats },
    { provide: IAuditQueries, useClass: AuditQueries },
    {
      provide: IStripeProbe,
      inject: [Configuration],
      useFactory: ({ values }: Configuration) => new StripeProbe(stripeHealthUrl(values.STRIPE_API_BASE)),
    },
    {
      provide: HealthSettings,
      inject: [Configuration],
      useFactory: ({ values }: Configuration) => new HealthSettings(values.READY_REQUIRES),
    },
    {
      provide: PublicSettings,
      inject: [Configuration],
      useFactory: (configuration: Configuration) => {
        const { STRIPE_PUBLISHABLE_KEY, STRIPE_API_BASE } = configuration.values;
        const mailsUrl = hasDevelopmentMailbox(configuration) ? '/dev/mails' : null;
        return new PublicSettings(STRIPE_PUBLISHABLE_KEY, STRIPE_API_BASE, mailsUrl);
      },
    },
    {
      provide: MonitoringToken,
      inject: [Configuration],
      useFactory: ({ values }: Configuration) => new MonitoringToken(values.METRICS_TOKEN),
    },
  ],
})
export class HealthModule {}
