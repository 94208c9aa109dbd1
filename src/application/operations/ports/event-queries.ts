import type { Page, PageRequest } from '../../page.js';

export const EVENT_STATUSES = ['pending', 'processing', 'processed', 'ignored', 'dead'] as const;
export type EventStatus = (typeof EVENT_STATUSES)[number];

export interface EventView {
  readonly id: string;
  readonly type: string;
  readonly objectId: string | null;
  readonly account: string | null;
  readonly status: EventStatus;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly receivedAt: Date;
  readonly processedAt: Date | null;
}

export interface EventDetail extends EventView {
  /** The delivery as it came, less its client secrets; null once it is thinned. */
  readonly payload: Readonly<Record<string, unknown>> | null;
  /** When the payload was let go of, long after the event had its effect; null while it is there. */
  readonly payloadThinnedAt: Date | null;
}

export interface EventFilter extends PageRequest {
  readonly organizationId: string;
  readonly status: EventStatus | null;
  readonly type: string | null;
  /** `data.object.id` */
  readonly objectId: string | null;
  /** Received then or later. */
  readonly receivedFrom?: Date | null;
  readonly receivedBefore?: Date | null;
}

/** What operators see of the inbox, newest first. */
export abstract class IEventQueries {
  abstract list(filter: EventFilter): Promise<Page<EventView>>;
  /** @throws DomainError `event_not_found` */
  abstract get(organizationId: string, eventId: string): Promise<EventDetail>;
}
