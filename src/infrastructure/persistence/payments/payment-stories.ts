import { Injectable } from '@nestjs/common';
import { IPaymentStories, type PaymentStory } from '../../../application/payments/ports/payment-stories.js';
import { Database } from '../database.js';
import { disputeTable } from './dispute.table.js';
import { paymentAttemptTable } from './payment-attempt.table.js';
import { refundTable } from './refund.table.js';

const RISKS = `
  SELECT stripe_charge_id AS "chargeId", stripe_payment_intent_id AS "paymentIntentId", risk_level AS level,
    risk_score AS score, outcome_type AS "outcomeType", seller_message AS "sellerMessage", as_of AS "asOf"
  FROM payment_risks
  WHERE organization_id = $1 AND stripe_payment_intent_id IN
    (SELECT stripe_payment_intent_id FROM payment_attempts WHERE organization_id = $1 AND order_id = $2)
  ORDER BY as_of, stripe_charge_id`;

const REVIEWS = `
  SELECT stripe_review_id AS id, is_open AS "isOpen", opened_reason AS "openedReason",
    closed_reason AS "closedReason"
  FROM payment_reviews WHERE organization_id = $1 AND order_id = $2 ORDER BY updated_at, stripe_review_id`;

const WARNINGS = `
  SELECT stripe_warning_id AS id, stripe_charge_id AS "chargeId", fraud_type AS "fraudType",
    is_actionable AS "isActionable", warned_at AS "warnedAt"
  FROM early_fraud_warnings WHERE organization_id = $1 AND order_id = $2 ORDER BY warned_at, stripe_warning_id`;

@Injectable()
export class PaymentStories extends IPaymentStories {
  constructor(private readonly database: Database) {
    super();
  }

  async ofOrder(organizationId: string, orderId: string): Promise<PaymentStory> {
    const { manager } = this.database;
    const ofOrder = { where: { organizationId, orderId }, order: { id: 'ASC' } } as const;
    const key = [organizationId, orderId];
    return {
      attempts: await manager.find(paymentAttemptTable, ofOrder),
      refunds: await manager.find(refundTable, ofOrder),
      disputes: await manager.find(disputeTable, ofOrder),
      risks: await this.database.query(RISKS, key),
      reviews: await this.database.query(REVIEWS, key),
      fraudWarnings: await this.database.query(WARNINGS, key),
    };
  }
}
