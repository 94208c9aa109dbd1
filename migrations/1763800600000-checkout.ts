import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Stripe's page as another way to pay, when orders expire, and when to look at what is unsettled. */
export class Checkout1763800600000 implements MigrationInterface {
  readonly name = 'Checkout1763800600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

/** A minute after something was asked for, its answer is late. */
const NEXT_LOOK = `next_look_at timestamptz NOT NULL DEFAULT now() + interval '1 minute'`;

const UP = [
  `ALTER TABLE payment_attempts
     ADD COLUMN kind text NOT NULL DEFAULT 'payment_intent' CHECK (kind IN ('payment_intent', 'checkout')),
     ADD COLUMN looked_at timestamptz,
     ADD COLUMN ${NEXT_LOOK}`,
  // Looking for what is due costs the same however many attempts have ended.
  `CREATE INDEX payment_attempts_look ON payment_attempts (next_look_at) WHERE status IN ('opening', 'open')`,
  `ALTER TABLE stripe_customers ADD COLUMN ${NEXT_LOOK}`,
  `CREATE INDEX stripe_customers_look ON stripe_customers (next_look_at) WHERE stripe_customer_id IS NULL`,

  // Stripe's page of an attempt; whoever changes it holds the attempt's lock.
  `CREATE TABLE checkout_sessions (
    attempt_id uuid PRIMARY KEY REFERENCES payment_attempts,
    organization_id uuid NOT NULL REFERENCES organizations,
    version integer NOT NULL DEFAULT 1,
    status text NOT NULL CHECK (status IN ('opening', 'open', 'complete', 'expired')),
    success_url text NOT NULL,
    cancel_url text NOT NULL,
    stripe_session_id text,
    updated_at timestamptz NOT NULL,
    UNIQUE (organization_id, stripe_session_id),
    CHECK ((status = 'opening') = (stripe_session_id IS NULL))
  )`,

  // What the time to pay is counted from where that is not \`placed_at\`: an order that could not be closed waits anew.
  `ALTER TABLE orders ADD COLUMN payable_since timestamptz`,
  `CREATE INDEX orders_unpaid ON orders (coalesce(payable_since, placed_at))
     WHERE status IN ('pending', 'awaiting_payment')`,
];

const DOWN = [
  `DROP INDEX orders_unpaid`,
  `ALTER TABLE orders DROP COLUMN payable_since`,
  `DROP TABLE checkout_sessions`,
  `DROP INDEX stripe_customers_look`,
  `ALTER TABLE stripe_customers DROP COLUMN next_look_at`,
  `DROP INDEX payment_attempts_look`,
  `ALTER TABLE payment_attempts DROP COLUMN next_look_at, DROP COLUMN looked_at, DROP COLUMN kind`,
];
