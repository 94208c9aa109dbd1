import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What banks and Radar say of payments: disputes, risk, reviews, warnings of fraud. */
export class Disputes1763800500000 implements MigrationInterface {
  readonly name = 'Disputes1763800500000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES.toReversed()) await runner.query(`DROP TABLE ${table}`);
  }
}

const TABLES = ['disputes', 'payment_risks', 'payment_reviews', 'early_fraud_warnings'];

const UP = [
  // Statuses are Stripe's, and it adds some: none is refused. Balance transactions are added, never taken away.
  `CREATE TABLE disputes (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations,
    version integer NOT NULL DEFAULT 1,
    attempt_id uuid NOT NULL REFERENCES payment_attempts,
    order_id uuid NOT NULL REFERENCES orders,
    order_number text NOT NULL,
    stripe_dispute_id text NOT NULL,
    stripe_payment_intent_id text NOT NULL,
    stripe_charge_id text NOT NULL,
    amount_minor bigint NOT NULL,
    currency text NOT NULL,
    reason text NOT NULL,
    status text NOT NULL,
    due_by timestamptz,
    is_charge_refundable boolean NOT NULL,
    has_evidence boolean NOT NULL,
    submission_count integer NOT NULL,
    balance_transactions jsonb NOT NULL,
    asked_at timestamptz NOT NULL,
    as_of timestamptz NOT NULL,
    opened_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (organization_id, stripe_dispute_id)
  )`,
  `CREATE INDEX disputes_of_attempt ON disputes (attempt_id)`,
  `CREATE INDEX disputes_of_order ON disputes (order_id, id)`,
  `CREATE INDEX disputes_list ON disputes (organization_id, id DESC)`,

  `CREATE TABLE payment_risks (
    organization_id uuid NOT NULL REFERENCES organizations,
    stripe_charge_id text NOT NULL,
    stripe_payment_intent_id text NOT NULL,
    risk_level text,
    risk_score integer,
    outcome_type text,
    seller_message text,
    as_of timestamptz NOT NULL,
    PRIMARY KEY (organization_id, stripe_charge_id)
  )`,
  `CREATE INDEX payment_risks_of_payment ON payment_risks (organization_id, stripe_payment_intent_id)`,

  // Known from the payment alone, a review has no reason yet.
  `CREATE TABLE payment_reviews (
    organization_id uuid NOT NULL REFERENCES organizations,
    stripe_review_id text NOT NULL,
    attempt_id uuid NOT NULL REFERENCES payment_attempts,
    order_id uuid NOT NULL REFERENCES orders,
    is_open boolean NOT NULL,
    opened_reason text,
    closed_reason text,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, stripe_review_id),
    CHECK (is_open = (closed_reason IS NULL))
  )`,
  `CREATE INDEX payment_reviews_of_attempt ON payment_reviews (attempt_id)`,

  `CREATE TABLE early_fraud_warnings (
    organization_id uuid NOT NULL REFERENCES organizations,
    stripe_warning_id text NOT NULL,
    attempt_id uuid NOT NULL REFERENCES payment_attempts,
    order_id uuid NOT NULL REFERENCES orders,
    stripe_charge_id text NOT NULL,
    fraud_type text NOT NULL,
    is_actionable boolean NOT NULL,
    warned_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, stripe_warning_id)
  )`,
  `CREATE INDEX early_fraud_warnings_of_attempt ON early_fraud_warnings (attempt_id)`,
];
