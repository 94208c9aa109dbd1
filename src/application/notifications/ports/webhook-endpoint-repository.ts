import type { WebhookEndpoint } from '../../../domain/notifications/webhook-endpoint.js';

/** An enabled endpoint, as the relay needs it. */
export interface Subscription {
  readonly endpointId: string;
  readonly organizationId: string;
  readonly eventTypes: readonly string[];
}

export abstract class IWebhookEndpointRepository {
  /** False when one with this id stands already. */
  abstract insertIfAbsent(endpoint: WebhookEndpoint): Promise<boolean>;
  /** @throws StaleWriteError */
  abstract update(endpoint: WebhookEndpoint): Promise<void>;
  /** With its deliveries and their log. False when there is none. */
  abstract delete(organizationId: string, id: string): Promise<boolean>;
  abstract findById(organizationId: string, id: string): Promise<WebhookEndpoint | null>;
  abstract findByIdForUpdate(organizationId: string, id: string): Promise<WebhookEndpoint | null>;
  abstract subscriptions(): Promise<Subscription[]>;
}
