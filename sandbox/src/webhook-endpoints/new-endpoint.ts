import type Stripe from 'stripe';
import { API_VERSION } from '../core/api-version.js';
import type { Operation } from '../core/operation.js';

interface EndpointFacts {
  url: string;
  secret: string;
  enabledEvents: string[];
  description: string | null;
  metadata: Record<string, string>;
}

export function newEndpoint(op: Operation, facts: EndpointFacts): Stripe.WebhookEndpoint {
  const endpoint = op.put('webhook_endpoints', {
    id: op.id('we'),
    object: 'webhook_endpoint',
    api_version: API_VERSION,
    application: null,
    created: op.now,
    description: facts.description,
    enabled_events: facts.enabledEvents,
    livemode: false,
    metadata: facts.metadata,
    status: 'enabled',
    url: facts.url,
  });
  op.put('endpoint_secrets', { id: endpoint.id, secret: facts.secret });
  return endpoint;
}
