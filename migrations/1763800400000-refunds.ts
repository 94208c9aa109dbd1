import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Money that goes back. */
export class Refunds1763800400000 implements MigrationInterface {
  readonly name = 'Refunds1763800400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE refunds`);
  }
}

const UP = [
  // Ours are committed with their key and frozen parameters before Stripe is called; Stripe's own have no key.
  `CREATE TABLE refunds (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations,
    version integer NOT NULL DEFAULT 1,
    attempt_id uuid NOT NULL REFERENCES payment_attempts,
    order_id uuid NOT NULL REFERENCES orders,
    order_number text NOT NULL,
    stripe_payment_intent_id text NOT NULL,
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    currency text NOT NULL,
    reason text,
    requested_by text NOT NULL CHECK (requested_by IN ('operator', 'policy', 'stripe')),
    status text NOT NULL CHECK (status IN
      ('requested', 'pending', 'requires_action', 'succeeded', 'failed', 'canceled', 'rejected')),
    idempotency_key text UNIQUE,
    key_made_at timestamptz,
    next_try_at timestamptz,
    stripe_refund_id text,
    stripe_as_of timestamptz,
    failure_code text,
    failure_message text,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (organization_id, stripe_refund_id),
    CHECK ((requested_by = 'stripe') = (idempotency_key IS NULL))
  )`,
  `CREATE INDEX refunds_of_attempt ON refunds (attempt_id)`,
  `CREATE INDEX refunds_of_order ON refunds (order_id, id)`,
  // What waits for Stripe's answer only, so that looking costs nothing where there is none.
  `CREATE INDEX refunds_due ON refunds (next_try_at) WHERE status = 'requested'`,
];
