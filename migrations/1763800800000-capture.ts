import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Money that is held first and captured later: where a price asks for it, and what an operator has asked for. */
export class Capture1763800800000 implements MigrationInterface {
  readonly name = 'Capture1763800800000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const METHOD = `capture_method text NOT NULL DEFAULT 'automatic' CHECK (capture_method IN ('automatic', 'manual'))`;

const UP = [
  `ALTER TABLE prices ADD COLUMN ${METHOD}`,
  `ALTER TABLE orders ADD COLUMN ${METHOD}`,
  // The intent to capture, committed with its key and frozen amount before Stripe is called.
  `ALTER TABLE payment_attempts ADD COLUMN ${METHOD},
     ADD COLUMN amount_capturable_minor bigint NOT NULL DEFAULT 0,
     ADD COLUMN cancellation_reason text,
     ADD COLUMN capture_key text UNIQUE,
     ADD COLUMN capture_amount_minor bigint CHECK (capture_amount_minor > 0),
     ADD COLUMN capture_requested_at timestamptz,
     ADD CHECK ((capture_key IS NULL) = (capture_amount_minor IS NULL)
       AND (capture_key IS NULL) = (capture_requested_at IS NULL))`,
  // The janitor asks for what was never answered.
  `CREATE INDEX payment_attempts_capturing ON payment_attempts (capture_requested_at)
     WHERE capture_key IS NOT NULL AND status = 'open'`,
];

const DOWN = [
  `DROP INDEX payment_attempts_capturing`,
  `ALTER TABLE payment_attempts DROP COLUMN capture_requested_at, DROP COLUMN capture_amount_minor,
     DROP COLUMN capture_key, DROP COLUMN cancellation_reason, DROP COLUMN amount_capturable_minor, DROP COLUMN capture_method`,
  `ALTER TABLE orders DROP COLUMN capture_method`,
  `ALTER TABLE prices DROP COLUMN capture_method`,
];
