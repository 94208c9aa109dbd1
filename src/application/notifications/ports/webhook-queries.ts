import type { WebhookEndpointSnapshot } from '../../../domain/notifications/webhook-endpoint.js';
import type { Page, PageRequest } from '../../page.js';

/** Without secrets. */
export type EndpointView = Omit<
  WebhookEndpointSnapshot,
  'organizationId' | 'version' | 'sealedSecret' | 'sealedPreviousSecret'
>;

/** `cancelled`: the endpoint was disabled before it was sent. */
export const DELIVERY_STATUSES = ['pending', 'sending', 'delivered', 'failed', 'cancelled'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

export interface DeliveryView {
  readonly id: string;
  readonly endpointId: string;
  /** Sent as `webhook-id`. */
  readonly eventId: string;
  readonly eventType: string;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  /** Null once it has ended. */
  readonly nextAttemptAt: Date | null;
  readonly createdAt: Date;
  readonly deliveredAt: Date | null;
}

export interface AttemptView {
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly responseStatus: number | null;
  readonly responseExcerpt: string | null;
  readonly error: string | null;
}

export interface DeliveryDetail extends DeliveryView {
  readonly data: Readonly<Record<string, unknown>>;
  /** The latest 100, the latest first. */
  readonly log: readonly AttemptView[];
}

/** Endpoints and their deliveries, to be shown. Lists are newest first. */
export abstract class IWebhookQueries {
  /** @throws DomainError `cursor_invalid` */
  abstract endpoints(organizationId: string, page: PageRequest): Promise<Page<EndpointView>>;
  /** @throws WebhookEndpointNotFound */
  abstract endpoint(organizationId: string, id: string): Promise<EndpointView>;
  /** @throws WebhookEndpointNotFound, DomainError `cursor_invalid` */
  abstract deliveries(
    organizationId: string,
    endpointId: string,
    filter: { readonly status: DeliveryStatus | null },
    page: PageRequest,
  ): Promise<Page<DeliveryView>>;
  /** @throws WebhookDeliveryNotFound */
  abstract delivery(organizationId: string, id: string): Promise<DeliveryDetail>;
}
