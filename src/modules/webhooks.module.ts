import { Module } from '@nestjs/common';
import { Public } from '../api/http/auth/public.js';
import { Configuration } from '../infrastructure/config/configuration.js';
import { StripeWebhookController } from '../webhooks/receive/stripe-webhook.controller.js';
import { WebhookSecrets } from '../webhooks/receive/webhook-secrets.js';

// The signature is the authentication.
Public()(StripeWebhookController);

/** Receiving, in the API process. */
@Module({
  controllers: [StripeWebhookController],
  providers: [
    {
      provide: WebhookSecrets,
      inject: [Configuration],
      useFactory: ({ values }: Configuration) =>
        new WebhookSecrets(values.STRIPE_WEBHOOK_SECRET, values.STRIPE_CONNECT_WEBHOOK_SECRET),
    },
  ],
})
export class WebhooksModule {}
