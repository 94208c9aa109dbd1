import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { PageRequest } from '../../application/page.js';

const DEFAULT_LIMIT = 20;
/** As Stripe's lists have it. */
const MAX_LIMIT = 100;
/** Cursors are a sort key or two; anything longer is not ours. */
const MAX_CURSOR_LENGTH = 500;

/** Query strings are text: digits become a number here, and nothing else does. */
function digitsToNumber({ value }: { value: unknown }): unknown {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
}

/** What every list takes. */
export class ListQuery {
  /** How many, 1 to 100. */
  @IsInt()
  @Min(1)
  @Max(MAX_LIMIT)
  @Transform(digitsToNumber)
  @ApiPropertyOptional({ type: 'integer' })
  limit?: number = DEFAULT_LIMIT;

  /** `next_cursor` of the page before. */
  @IsOptional()
  @IsString()
  @MaxLength(MAX_CURSOR_LENGTH)
  cursor?: string;
}

export function toPageRequest(query: ListQuery): PageRequest {
  return { limit: query.limit ?? DEFAULT_LIMIT, cursor: query.cursor ?? null };
}
