import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import {
  DELIVERY_STATUSES,
  type DeliveryStatus,
} from '../../application/notifications/ports/webhook-queries.js';
import { ListQuery } from '../http/list-query.dto.js';
import { Optional } from '../http/optional.js';

export class WebhookDeliveryListQuery extends ListQuery {
  @Optional()
  @IsIn(DELIVERY_STATUSES)
  @ApiPropertyOptional({ enum: DELIVERY_STATUSES, enumName: 'DeliveryStatus' })
  status?: DeliveryStatus;
}

export class WebhookDeliveryResponse {
  id!: string;
  endpoint_id!: string;
  /** Sent as `webhook-id`, the same at every try. */
  event_id!: string;
  event_type!: string;
  /** `failed`: given up. `cancelled`: the endpoint was disabled first. Either can be resent. */
  @ApiProperty({ enum: DELIVERY_STATUSES, enumName: 'DeliveryStatus' })
  status!: DeliveryStatus;
  /** Tries; counted anew after a resend. */
  attempts!: number;
  /** ISO 8601 UTC; null once it has ended. */
  next_attempt_at!: string | null;
  /** ISO 8601 UTC. */
  created_at!: string;
  /** ISO 8601 UTC; null until it is delivered. */
  delivered_at!: string | null;
}

export class WebhookAttemptResponse {
  /** ISO 8601 UTC. */
  started_at!: string;
  duration_ms!: number;
  /** Null: no answer came. */
  response_status!: number | null;
  /** The beginning, up to 1 KiB, of what a failed try was answered. */
  response_excerpt!: string | null;
  /** Null: it was delivered. */
  error!: string | null;
}

export class WebhookDeliveryDetailResponse extends WebhookDeliveryResponse {
  /** What the webhook carries. */
  data!: Record<string, unknown>;
  /** The latest tries, the latest first. */
  log!: WebhookAttemptResponse[];
}

export class WebhookDeliveryListResponse {
  data!: WebhookDeliveryResponse[];
  has_more!: boolean;
  next_cursor!: string | null;
}

export class QueuedWebhookResponse {
  /** The delivery's. */
  id!: string;
  status!: 'pending';
}
