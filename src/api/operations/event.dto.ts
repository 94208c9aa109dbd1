import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, Matches } from 'class-validator';
import { EVENT_STATUSES, type EventStatus } from '../../application/operations/ports/event-queries.js';
import { MAX_REPLAYED } from '../../application/operations/replay-events.js';
import { ListQuery } from '../http/list-query.dto.js';
import { Optional } from '../http/optional.js';
import { IsTime } from '../http/time.js';

/** Ids and types as Stripe has them. */
const STRIPE_NAME = /^[\w.:-]{1,255}$/;

export class EventListQuery extends ListQuery {
  @IsOptional()
  @IsIn(EVENT_STATUSES)
  @ApiPropertyOptional({ enum: EVENT_STATUSES, enumName: 'EventStatus' })
  status?: EventStatus;

  /** `payment_intent.succeeded` and the like. */
  @IsOptional()
  @Matches(STRIPE_NAME)
  type?: string;

  /** `data.object.id` */
  @IsOptional()
  @Matches(STRIPE_NAME)
  object_id?: string;

  /** Received then or later, ISO 8601 with its offset. */
  @Optional()
  @IsTime()
  received_from?: string;

  /** Received before, ISO 8601 with its offset. */
  @Optional()
  @IsTime()
  received_before?: string;
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
  @ApiProperty({ enum: EVENT_STATUSES, enumName: 'EventStatus' })
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
  /** The event as Stripe sent it, less its client secrets; null once it is no longer kept. */
  payload!: Record<string, unknown> | null;
  /** ISO 8601 UTC: since when the payload is no longer kept; null while it is. Such an event cannot be replayed. */
  payload_thinned_at!: string | null;
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

/** Either `ids` or `status`. */
export class ReplayEventsRequest {
  /** Stripe's ids: all of them are replayed, or none. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_REPLAYED)
  @Matches(STRIPE_NAME, { each: true })
  ids?: string[];

  /** All that have failed for good, the longest waiting first. */
  @IsOptional()
  @IsIn(['dead'])
  status?: 'dead';

  /** Beside `status`: those of one type. */
  @IsOptional()
  @Matches(STRIPE_NAME)
  type?: string;
}

export class ReplayEventsResponse {
  /** How many will be processed again. */
  replayed!: number;
  /** There may be more dead ones: the same request again goes on with those. */
  has_more!: boolean;
}
