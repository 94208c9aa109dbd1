import { IsIn, IsOptional, Matches } from 'class-validator';
import { EVENT_STATUSES, type EventStatus } from '../../application/operations/ports/event-queries.js';
import { ListQuery } from '../http/list-query.dto.js';

/** Ids and types as Stripe has them. */
const STRIPE_NAME = /^[\w.:-]{1,255}$/;

export class EventListQuery extends ListQuery {
  @IsOptional()
  @IsIn(EVENT_STATUSES)
  status?: EventStatus;

  /** `payment_intent.succeeded` and the like. */
  @IsOptional()
  @Matches(STRIPE_NAME)
  type?: string;

  /** `data.object.id` */
  @IsOptional()
  @Matches(STRIPE_NAME)
  object_id?: string;
}

export class EventResponse {
  /** Stripe's id (`evt_...`). */
  id!: string;
  type!: string;
  /** `data.object.id`; null where the object has none. */
  object_id!: string | null;
  /** The connected account; null for our own. */
  account!: string | null;
  /** `ignored`: not ours to act on. `dead`: failed for good, until it is replayed. */
  status!: EventStatus;
  attempts!: number;
  /** Why the last try failed. */
  last_error!: string | null;
  /** ISO 8601 UTC. */
  received_at!: string;
  /** ISO 8601 UTC; null until it is processed or ignored. */
  processed_at!: string | null;
}

export class EventDetailResponse extends EventResponse {
  /** The event as Stripe sent it, less its client secrets. */
  payload!: Record<string, unknown>;
}

export class EventListResponse {
  data!: EventResponse[];
  has_more!: boolean;
  next_cursor!: string | null;
}

export class ReplayResponse {
  /** Stripe's id (`evt_...`). */
  id!: string;
  status!: 'pending';
}
