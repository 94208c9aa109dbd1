import type Stripe from 'stripe';
import {
  IStripeWebhookEndpoints,
  type NewStripeWebhookEndpoint,
  type StripeWebhookEndpoint,
} from '../../application/operations/ports/stripe-webhook-endpoints.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { StripeCaller } from './stripe-caller.js';
import { STRIPE_API_VERSION } from './stripe-client.js';

/** Stripe allows sixteen endpoints: one page holds them all. */
const PAGE_SIZE = 100;
/** What an operator reads in Stripe's dashboard. */
const DESCRIPTION = 'Kaikei';

type EventType = Stripe.WebhookEndpointCreateParams.EnabledEvent;

/** `/v1/webhook_endpoints`. Source: docs.stripe.com/api/webhook_endpoints */
export class StripeWebhookEndpoints extends IStripeWebhookEndpoints {
  readonly apiVersion = STRIPE_API_VERSION;

  constructor(
    private readonly stripe: Stripe,
    private readonly caller: StripeCaller,
  ) {
    super();
  }

  async list(): Promise<readonly StripeWebhookEndpoint[]> {
    const { data } = await this.caller.read((options) =>
      this.stripe.webhookEndpoints.list({ limit: PAGE_SIZE }, options),
    );
    return data.map(toStripeWebhookEndpoint);
  }

  async create({ idempotencyKey, url, types, isConnect }: NewStripeWebhookEndpoint): Promise<{
    endpoint: StripeWebhookEndpoint;
    secret: string;
  }> {
    const endpoint = await this.caller.write((options) =>
      this.stripe.webhookEndpoints.create(
        {
          url,
          enabled_events: types as EventType[],
          api_version: STRIPE_API_VERSION,
          connect: isConnect,
          description: DESCRIPTION,
        },
        { ...options, idempotencyKey },
      ),
    );
    const { secret } = endpoint;
    invariant(secret !== undefined, 'Stripe has made an endpoint and not told its secret.');
    return { endpoint: toStripeWebhookEndpoint(endpoint), secret };
  }

  async update(id: string, types: readonly string[]): Promise<StripeWebhookEndpoint> {
    // Needs no persistent key: a second update changes nothing.
    const endpoint = await this.caller.write((options) =>
      this.stripe.webhookEndpoints.update(
        id,
        { enabled_events: types as EventType[], disabled: false },
        options,
      ),
    );
    return toStripeWebhookEndpoint(endpoint);
  }
}

function toStripeWebhookEndpoint(endpoint: Stripe.WebhookEndpoint): StripeWebhookEndpoint {
  return {
    id: endpoint.id,
    url: endpoint.url,
    apiVersion: endpoint.api_version,
    types: endpoint.enabled_events,
    isEnabled: endpoint.status === 'enabled',
  };
}
