import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { ListQuery } from '../http/list-query.dto.js';
import { Optional } from '../http/optional.js';

/** Stripe's words for a status. */
const STATUS = /^[a-z_]{1,64}$/;

export class DisputeListQuery extends ListQuery {
  /** `needs_response`, `under_review`, `won`, `lost`, `warning_needs_response`, ... */
  @IsOptional()
  @Matches(STATUS)
  status?: string;

  /** Instead of `status`: `to_answer`, those that wait for an answer, the first deadline first. */
  @ApiPropertyOptional({ enum: ['to_answer'] })
  @Optional()
  @IsIn(['to_answer'])
  view?: 'to_answer';
}

export class DisputeTransactionResponse {
  /** Stripe's balance transaction (`txn_...`). */
  id!: string;
  /** Minor units of the settlement currency: below zero was taken, above was given back. */
  amount!: number;
  currency!: string;
}

export class DisputeResponse {
  id!: string;
  /** Stripe's (`du_...`). */
  stripe_dispute_id!: string;
  order_id!: string;
  order_number!: string;
  payment_intent_id!: string;
  charge_id!: string;
  /** Integer minor units. */
  amount!: number;
  currency!: string;
  /** Stripe's word: `fraudulent`, `product_not_received`, ... */
  reason!: string;
  /** Stripe's word: `needs_response`, `under_review`, `won`, `lost`, ... */
  status!: string;
  /** It asks questions and moves no money. */
  is_inquiry!: boolean;
  /** Until when evidence is taken, ISO 8601 UTC. */
  due_by!: string | null;
  is_charge_refundable!: boolean;
  has_evidence!: boolean;
  /** How often evidence went to the bank. */
  submission_count!: number;
  balance_transactions!: DisputeTransactionResponse[];
  opened_at!: string;
  updated_at!: string;
}

export class DisputeListResponse {
  data!: DisputeResponse[];
  has_more!: boolean;
  next_cursor!: string | null;
}
