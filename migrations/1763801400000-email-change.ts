import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts whose address changes: what the mailed link stands for, whose mails are whose, and what Stripe is still to be told. */
export class EmailChange1763801400000 implements MigrationInterface {
  readonly name = 'EmailChange1763801400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `ALTER TABLE account_tokens
    ADD COLUMN email text,
    DROP CONSTRAINT account_tokens_purpose_check,
    ADD CONSTRAINT account_tokens_purpose_check
      CHECK (purpose IN ('password_reset', 'email_verification', 'email_change')),
    ADD CONSTRAINT account_tokens_new_email CHECK ((purpose = 'email_change') = (email IS NOT NULL))`,

  // An address says whose a mail is only until it changes hands.
  `ALTER TABLE notifications ADD COLUMN user_id uuid REFERENCES users ON DELETE CASCADE`,
  `UPDATE notifications SET user_id = users.id FROM users
   WHERE channel = 'mail' AND users.organization_id = notifications.organization_id AND users.email = recipient`,

  // Beside the address that Stripe was told with the customer's making, which a repetition of that repeats.
  `ALTER TABLE stripe_customers
    ADD COLUMN untold_email text,
    ADD COLUMN untold_since timestamptz,
    ADD COLUMN tell_at timestamptz,
    ADD CONSTRAINT stripe_customers_untold CHECK (
      (untold_email IS NULL) = (untold_since IS NULL) AND (untold_email IS NULL) = (tell_at IS NULL))`,
  `CREATE INDEX stripe_customers_untold ON stripe_customers (tell_at) WHERE untold_email IS NOT NULL`,
];

const DOWN = [
  'DROP INDEX stripe_customers_untold',
  `ALTER TABLE stripe_customers DROP CONSTRAINT stripe_customers_untold,
    DROP COLUMN untold_email, DROP COLUMN untold_since, DROP COLUMN tell_at`,
  'ALTER TABLE notifications DROP COLUMN user_id',
  `DELETE FROM account_tokens WHERE purpose = 'email_change'`,
  `ALTER TABLE account_tokens
    DROP CONSTRAINT account_tokens_new_email,
    DROP CONSTRAINT account_tokens_purpose_check,
    ADD CONSTRAINT account_tokens_purpose_check CHECK (purpose IN ('password_reset', 'email_verification')),
    DROP COLUMN email`,
];
