import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { REFUND_TRANSITIONS } from '../../domain/payments/refund-status.js';
import { Optional } from '../http/optional.js';
import { MAX_REASON_LENGTH } from './max-reason-length.js';

const REFUND_STATUSES = Object.keys(REFUND_TRANSITIONS);
/** What Stripe takes of any currency at most (12 digits); what is left of the payment is the true limit. */
const MAX_AMOUNT = 999_999_999_999;

export class RefundRequest {
  /** Integer minor units; left out: all that is left. */
  @Optional()
  @IsInt()
  @Min(1)
  @Max(MAX_AMOUNT)
  amount?: number;

  /** `duplicate`, `fraudulent`, `requested_by_customer`, or words of one's own. */
  @Optional()
  @IsString()
  @MaxLength(MAX_REASON_LENGTH)
  reason?: string;
}

export class RefundResponse {
  id!: string;
  order_id!: string;
  /** Stripe's (`re_...`); null until it has answered. */
  stripe_refund_id!: string | null;
  payment_intent_id!: string;
  /** Integer minor units. */
  amount!: number;
  currency!: string;
  reason!: string | null;
  /** `stripe`: made in its dashboard. */
  @ApiProperty({ enum: ['operator', 'policy', 'stripe'], enumName: 'RefundRequester' })
  requested_by!: string;
  /** `requested`: Stripe has not answered yet. */
  @ApiProperty({ enum: REFUND_STATUSES, enumName: 'RefundStatus' })
  status!: string;
  /** Stripe's word for why it failed or was refused. */
  failure_reason!: string | null;
  /** ISO 8601 UTC. */
  created_at!: string;
  updated_at!: string;
}
