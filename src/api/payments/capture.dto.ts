import { IsInt, IsString, MaxLength, Min } from 'class-validator';
import { Optional } from '../http/optional.js';
import { MAX_REASON_LENGTH } from './max-reason-length.js';

export class CaptureRequest {
  /** Integer minor units; all that is held when it is left out. */
  @Optional()
  @IsInt()
  @Min(1)
  amount?: number;

  /** Kept in the audit log. */
  @Optional()
  @IsString()
  @MaxLength(MAX_REASON_LENGTH)
  reason?: string;
}

/** The payment, as Stripe has it after the capture. */
export class CaptureResponse {
  /** Stripe's: `pi_...`. */
  id!: string;
  order_id!: string;
  /** Stripe's: `succeeded` once the money is captured. */
  status!: string;
  /** What was held, in integer minor units. */
  amount!: number;
  amount_captured!: number;
  /** Lower-case ISO 4217. */
  currency!: string;
}
