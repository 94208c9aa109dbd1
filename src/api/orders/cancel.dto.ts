import { IsString, MaxLength } from 'class-validator';
import { Optional } from '../http/optional.js';
import { MAX_REASON_LENGTH } from '../payments/max-reason-length.js';

/** No amount: an order is cancelled whole. */
export class CancelRequest {
  /** Kept in the audit log. */
  @Optional()
  @IsString()
  @MaxLength(MAX_REASON_LENGTH)
  reason?: string;
}
