import { Global, Module } from '@nestjs/common';
import StripeClient from 'stripe';
import { IStripeDisputes } from '../application/payments/ports/stripe-disputes.js';
import { IStripeFraud } from '../application/payments/ports/stripe-fraud.js';
import { IStripeRefunds } from '../application/payments/ports/stripe-refunds.js';
import { IStripeCheckout } from '../application/payments/ports/stripe-checkout.js';
import { IStripeService } from '../application/ports/stripe-service.js';
import { Configuration } from '../infrastructure/config/configuration.js';
import { Database } from '../infrastructure/persistence/database.js';
import { StripeCaller } from '../infrastructure/stripe/stripe-caller.js';
import { createStripeClient } from '../infrastructure/stripe/stripe-client.js';
import { StripeDisputes } from '../infrastructure/stripe/stripe-disputes.js';
import { StripeFraud } from '../infrastructure/stripe/stripe-fraud.js';
import { StripeRefunds } from '../infrastructure/stripe/stripe-refunds.js';
import { StripeCheckout } from '../infrastructure/stripe/stripe-checkout.js';
import { StripeService } from '../infrastructure/stripe/stripe-service.js';

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
      provide: IStripeRefunds,
      inject: [StripeClient, StripeCaller],
      useFactory: (stripe: StripeClient, caller: StripeCaller) => new StripeRefunds(stripe, caller),
    },
  ],
  exports: [
    IStripeDisputes,
    IStripeFraud,
    IStripeCheckout,
    IStripeRefunds,
    IStripeService,
    StripeClient,
    StripeCaller,
  ],
})
export class StripeModule {}
