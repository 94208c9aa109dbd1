import { Global, Module } from '@nestjs/common';
import { IStripeEventList } from '../application/operations/ports/stripe-event-list.js';
import { IStripeWebhookEndpoints } from '../application/operations/ports/stripe-webhook-endpoints.js';
import { IStripeDisputes } from '../application/payments/ports/stripe-disputes.js';
import { IStripeFraud } from '../application/payments/ports/stripe-fraud.js';
import { IStripePaymentMethods } from '../application/payments/ports/stripe-payment-methods.js';
import { IStripeRefunds } from '../application/payments/ports/stripe-refunds.js';
import { IStripeCheckout } from '../application/payments/ports/stripe-checkout.js';
import { IStripeService } from '../application/ports/stripe-service.js';
import { Configuration } from '../infrastructure/config/configuration.js';
import { Database } from '../infrastructure/persistence/database.js';
import { StripeCaller } from '../infrastructure/stripe/stripe-caller.js';
import { createStripeClient, StripeClient } from '../infrastructure/stripe/stripe-client.js';
import { StripeDisputes } from '../infrastructure/stripe/stripe-disputes.js';
import { StripeEventList } from '../infrastructure/stripe/stripe-event-list.js';
import { StripeFraud } from '../infrastructure/stripe/stripe-fraud.js';
import { StripePaymentMethods } from '../infrastructure/stripe/stripe-payment-methods.js';
import { StripeRefunds } from '../infrastructure/stripe/stripe-refunds.js';
import { StripeCheckout } from '../infrastructure/stripe/stripe-checkout.js';
import { StripeService } from '../infrastructure/stripe/stripe-service.js';
import { StripeWebhookEndpoints } from '../infrastructure/stripe/stripe-webhook-endpoints.js';

/** One client and one way to call it; each adapter of a port has its own entry. */
@Global()
@Module({
  providers: [
    {
      provide: StripeClient,
      inject: [Configuration],
      useFactory: ({ values }: Configuration) =>
        createStripeClient({ secretKey: values.STRIPE_SECRET_KEY, apiBase: values.STRIPE_API_BASE }),
    },
    {
      provide: StripeCaller,
      inject: [Database],
      useFactory: (database: Database) => new StripeCaller(database),
    },
    {
      provide: IStripeService,
      inject: [StripeClient, StripeCaller, Configuration],
      useFactory: (stripe: StripeClient, caller: StripeCaller, { livemode }: Configuration) =>
        new StripeService(stripe, caller, livemode),
    },
    {
      provide: IStripeCheckout,
      inject: [StripeClient, StripeCaller],
      useFactory: (stripe: StripeClient, caller: StripeCaller) => new StripeCheckout(stripe, caller),
    },
    {
      provide: IStripeDisputes,
      inject: [StripeClient, StripeCaller],
      useFactory: (stripe: StripeClient, caller: StripeCaller) => new StripeDisputes(stripe, caller),
    },
    {
      provide: IStripeFraud,
      inject: [StripeClient, StripeCaller],
      useFactory: (stripe: StripeClient, caller: StripeCaller) => new StripeFraud(stripe, caller),
    },
    {
      provide: IStripePaymentMethods,
      inject: [StripeClient, StripeCaller],
      useFactory: (stripe: StripeClient, caller: StripeCaller) => new StripePaymentMethods(stripe, caller),
    },
    {
      provide: IStripeRefunds,
      inject: [StripeClient, StripeCaller],
      useFactory: (stripe: StripeClient, caller: StripeCaller) => new StripeRefunds(stripe, caller),
    },
    {
      provide: IStripeEventList,
      inject: [StripeClient, StripeCaller, Configuration],
      useFactory: (stripe: StripeClient, caller: StripeCaller, { livemode }: Configuration) =>
        new StripeEventList(stripe, caller, livemode),
    },
    {
      provide: IStripeWebhookEndpoints,
      inject: [StripeClient, StripeCaller],
      useFactory: (stripe: StripeClient, caller: StripeCaller) => new StripeWebhookEndpoints(stripe, caller),
    },
  ],
  exports: [
    IStripeEventList,
    IStripeWebhookEndpoints,
    IStripeDisputes,
    IStripeFraud,
    IStripeCheckout,
    IStripePaymentMethods,
    IStripeRefunds,
    IStripeService,
    StripeClient,
    StripeCaller,
  ],
})
export class StripeModule {}
