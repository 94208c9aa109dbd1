import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsString,
  MaxLength,
} from 'class-validator';
import { EVENT_TYPES } from '../../application/notifications/event-types.js';
import { Optional } from '../http/optional.js';

/** Below what proxies take of a request line; the rest is looked at by whoever knows addresses. */
const MAX_URL_LENGTH = 2_048;
const MAX_DESCRIPTION_LENGTH = 500;
const CHOICES = ['*', ...EVENT_TYPES];
const EVENT_TYPE = { enum: CHOICES, enumName: 'WebhookEventType', isArray: true };

export class CreateWebhookEndpointRequest {
  /** `https://`; no user name, no fragment, no address inside a private network. */
  @IsString()
  @MaxLength(MAX_URL_LENGTH)
  url!: string;

  @Optional()
  @IsString()
  @MaxLength(MAX_DESCRIPTION_LENGTH)
  description?: string;

  /** What it receives; `*`, which is every type, when it is left out. */
  @Optional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(CHOICES.length)
  @ArrayUnique()
  @IsIn(CHOICES, { each: true })
  @ApiPropertyOptional(EVENT_TYPE)
  event_types?: string[];
}

/** What is left out stays. */
export class ChangeWebhookEndpointRequest {
  @Optional()
  @IsString()
  @MaxLength(MAX_URL_LENGTH)
  url?: string;

  @Optional()
  @IsString()
  @MaxLength(MAX_DESCRIPTION_LENGTH)
  description?: string;

  @Optional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(CHOICES.length)
  @ArrayUnique()
  @IsIn(CHOICES, { each: true })
  @ApiPropertyOptional(EVENT_TYPE)
  event_types?: string[];

  /** Disabling cancels what waits; enabling sends what comes from then on. */
  @Optional()
  @IsBoolean()
  enabled?: boolean;
}

export class WebhookEndpointResponse {
  id!: string;
  url!: string;
  description!: string;
  @ApiProperty(EVENT_TYPE)
  event_types!: string[];
  enabled!: boolean;
  /** `operator`. `gone`: it answered 410. `failing`: for days nothing was delivered. Null while it is enabled. */
  disabled_reason!: string | null;
  /** ISO 8601 UTC; since when nothing was delivered. */
  failing_since!: string | null;
  /** ISO 8601 UTC; until then webhooks are signed with the secret before as well. */
  previous_secret_valid_until!: string | null;
  /** ISO 8601 UTC. */
  created_at!: string;
  /** ISO 8601 UTC. */
  updated_at!: string;
}

export class WebhookEndpointSecretResponse extends WebhookEndpointResponse {
  /** What webhooks are signed with (`whsec_...`). Shown here only. */
  secret!: string;
}

export class WebhookEndpointListResponse {
  data!: WebhookEndpointResponse[];
  has_more!: boolean;
  next_cursor!: string | null;
}
