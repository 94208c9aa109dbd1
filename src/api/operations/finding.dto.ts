import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { FINDING_STATUSES, type FindingStatus } from '../../application/operations/ports/finding-queries.js';
import { FINDING_KINDS, type FindingKind } from '../../application/ports/findings.js';
import { ListQuery } from '../http/list-query.dto.js';
import { Optional } from '../http/optional.js';

export class FindingListQuery extends ListQuery {
  /** `open`: nobody has seen to it yet. */
  @ApiPropertyOptional({ enum: FINDING_STATUSES })
  @Optional()
  @IsIn(FINDING_STATUSES)
  status?: FindingStatus;
}

export class FindingResponse {
  id!: string;
  @ApiProperty({ enum: FINDING_KINDS, enumName: 'FindingKind' })
  kind!: FindingKind;
  /** The id of what it is about: a Stripe object or one of our own. */
  subject!: string;
  /** For a person: what was expected, what was seen. */
  detail!: string;
  /** ISO 8601 UTC. */
  created_at!: string;
  /** ISO 8601 UTC; null while it stands. */
  resolved_at!: string | null;
}

export class FindingListResponse {
  data!: FindingResponse[];
  has_more!: boolean;
  next_cursor!: string | null;
}
