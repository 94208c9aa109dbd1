import { v7 } from 'uuid';
import {
  type RegisterEndpointFacts,
  WebhookEndpoint,
} from '../../src/domain/notifications/webhook-endpoint.js';
import { DEFAULT_ORGANIZATION_ID } from '../../src/domain/shared/organization.js';

/** An endpoint that has just been registered, for every type of event. */
export function webhookEndpoint(facts: Partial<RegisterEndpointFacts> = {}): WebhookEndpoint {
  return WebhookEndpoint.register({
    id: v7(),
    organizationId: DEFAULT_ORGANIZATION_ID,
    url: 'https://shop.example/hooks',
    description: 'The warehouse',
    eventTypes: ['*'],
    sealedSecret: Buffer.from('sealed'),
    at: new Date('2026-11-20T09:00:00Z'),
    ...facts,
  });
}
