import { IsOptional, IsString, MaxLength } from 'class-validator';
import { ListQuery } from '../http/list-query.dto.js';

/** Longer than any action or id of ours. */
const MAX_FILTER_LENGTH = 200;

export class AuditQuery extends ListQuery {
  /** For example `event.replayed`. */
  @IsOptional()
  @IsString()
  @MaxLength(MAX_FILTER_LENGTH)
  action?: string;

  /** The id of what was acted on. */
  @IsOptional()
  @IsString()
  @MaxLength(MAX_FILTER_LENGTH)
  subject?: string;
}

export class AuditEntryResponse {
  id!: string;
  /** Null for what the system did by itself. */
  actor_user_id!: string | null;
  actor_email!: string | null;
  action!: string;
  subject!: string;
  detail!: Record<string, unknown>;
  /** ISO 8601 */
  at!: string;
}

export class AuditListResponse {
  data!: AuditEntryResponse[];
  has_more!: boolean;
  next_cursor!: string | null;
}
