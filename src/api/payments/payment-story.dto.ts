import { ApiProperty } from '@nestjs/swagger';
import { AdminOrderResponse } from '../orders/order.dto.js';
import { DisputeResponse } from './dispute.dto.js';
import { RefundResponse } from './refund.dto.js';

/** What Radar thought of a charge. */
export class PaymentRiskResponse {
  /** Stripe's (`ch_...`). */
  charge_id!: string;
  /** `normal`, `elevated`, `highest`, ... */
  level!: string | null;
  /** 0 to 100, where Stripe tells. */
  score!: number | null;
  /** `authorized`, `manual_review`, `issuer_declined`, `blocked`, ... */
  outcome!: string | null;
  /** For the seller, never for the customer. */
  seller_message!: string | null;
}

/** One try to have the order paid. */
export class PaymentResponse {
  id!: string;
  /** In our card form, or on Stripe's page. */
  @ApiProperty({ enum: ['payment_intent', 'checkout'], enumName: 'PaymentKind' })
  kind!: string;
  payment_intent_id!: string | null;
  /** The charge that took the money, or the latest that tried. */
  charge_id!: string | null;
  /** `open`: it can still be paid. `abandoned`: Stripe refused to make it, or knows it no more. */
  @ApiProperty({
    enum: ['opening', 'open', 'succeeded', 'canceled', 'abandoned'],
    enumName: 'PaymentAttemptStatus',
  })
  status!: string;
  /** Stripe's word. */
  payment_status!: string | null;
  /** Integer minor units. */
  amount!: number;
  amount_received!: number;
  /** What is held and can be captured. */
  amount_capturable!: number;
  currency!: string;
  /** Stripe's code of what went wrong last. */
  last_error!: string | null;
  /** Of every charge that was tried, oldest first. */
  risks!: PaymentRiskResponse[];
  created_at!: string;
}

/** Radar held the payment for a person to look at; while it is open, nothing is delivered. */
export class ReviewResponse {
  /** Stripe's (`prv_...`). */
  id!: string;
  open!: boolean;
  opened_reason!: string | null;
  /** `approved` lets the order go. */
  closed_reason!: string | null;
}

/** The card's bank reported fraud, before any dispute. */
export class FraudWarningResponse {
  /** Stripe's (`issfr_...`). */
  id!: string;
  charge_id!: string;
  fraud_type!: string;
  /** A refund can still spare a dispute. */
  actionable!: boolean;
  created_at!: string;
}

/** An order with all that happened to its money, oldest first. */
export class AdminOrderDetailResponse extends AdminOrderResponse {
  /** What a refund can still give back; 0 while a dispute stands in the way. */
  amount_refundable!: number;
  payments!: PaymentResponse[];
  refunds!: RefundResponse[];
  disputes!: DisputeResponse[];
  reviews!: ReviewResponse[];
  fraud_warnings!: FraudWarningResponse[];
}
