import { Injectable } from '@nestjs/common';
import {
  type FraudWarning,
  IFraudSignals,
  type PaymentRisk,
  type SignalledPayment,
} from '../../../application/payments/ports/fraud-signals.js';
import { IClock } from '../../../application/ports/clock.js';
import type { ReviewSighting } from '../../../domain/payments/review.js';
import { Database } from '../database.js';
import { isUuid } from '../uuid.js';

const KEEP_RISK = `
  WITH ours AS (
    SELECT 1 FROM payment_attempts
    WHERE organization_id = $1 AND (stripe_payment_intent_id = $3 OR id = $9::uuid) LIMIT 1
  ), kept AS (
    INSERT INTO payment_risks (organization_id, stripe_charge_id, stripe_payment_intent_id, risk_level, risk_score,
      outcome_type, seller_message, as_of)
    SELECT $1::uuid, $2::text, $3::text, $4::text, $5::integer, $6::text, $7::text, $8::timestamptz FROM ours
    ON CONFLICT (organization_id, stripe_charge_id) DO UPDATE
    SET risk_level = excluded.risk_level, risk_score = excluded.risk_score, outcome_type = excluded.outcome_type,
      seller_message = excluded.seller_message, as_of = excluded.as_of
    WHERE payment_risks.as_of < excluded.as_of
  )
  SELECT FROM ours`;

/** Known from the payment alone it has no reason; its own event adds that. */
const KEEP_REVIEW = `
  INSERT INTO payment_reviews (organization_id, stripe_review_id, attempt_id, order_id, is_open, opened_reason,
    closed_reason, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (organization_id, stripe_review_id) DO UPDATE
  SET is_open = excluded.is_open, closed_reason = excluded.closed_reason, updated_at = excluded.updated_at,
    opened_reason = coalesce(excluded.opened_reason, payment_reviews.opened_reason)
  WHERE payment_reviews.is_open AND (NOT excluded.is_open
    OR (payment_reviews.opened_reason IS NULL AND excluded.opened_reason IS NOT NULL))
  RETURNING stripe_review_id`;

const KEEP_WARNING = `
  INSERT INTO early_fraud_warnings (organization_id, stripe_warning_id, attempt_id, order_id, stripe_charge_id,
    fraud_type, is_actionable, warned_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (organization_id, stripe_warning_id) DO UPDATE SET is_actionable = false
  WHERE early_fraud_warnings.is_actionable AND NOT excluded.is_actionable
  RETURNING stripe_warning_id`;

@Injectable()
export class FraudSignals extends IFraudSignals {
  constructor(
    private readonly database: Database,
    private readonly clock: IClock,
  ) {
    super();
  }

  async keepRisk(organizationId: string, risk: PaymentRisk): Promise<boolean> {
    const { chargeId, paymentIntentId, level, score, outcomeType, sellerMessage, asOf } = risk;
    // Metadata are written by others, too: what cannot be ours is none.
    const attemptId = risk.attemptId !== null && isUuid(risk.attemptId) ? risk.attemptId : null;
    const values = [chargeId, paymentIntentId, level, score, outcomeType, sellerMessage, asOf, attemptId];
    const ours = await this.database.query(KEEP_RISK, [organizationId, ...values]);
    return ours.length === 1;
  }

  async keepReview(payment: SignalledPayment, review: ReviewSighting): Promise<boolean> {
    const { organizationId, attemptId, orderId } = payment;
    const { id, isOpen, openedReason, closedReason } = review;
    const values = [id, attemptId, orderId, isOpen, openedReason, closedReason, this.clock.now()];
    const changed = await this.database.query(KEEP_REVIEW, [organizationId, ...values]);
    return changed.length === 1;
  }

  async keepWarning(payment: SignalledPayment, warning: FraudWarning): Promise<boolean> {
    const { organizationId, attemptId, orderId } = payment;
    const { id, chargeId, fraudType, isActionable, warnedAt } = warning;
    const values = [id, attemptId, orderId, chargeId, fraudType, isActionable, warnedAt];
    const changed = await this.database.query(KEEP_WARNING, [organizationId, ...values]);
    return changed.length === 1;
  }
}
