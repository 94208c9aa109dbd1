import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is mailed about accounts: notices, and links that prove who reads a mailbox. */
export class AccountTokens1763801000000 implements MigrationInterface {
  readonly name = 'AccountTokens1763801000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // Mails about an account tell of no event: those are for the shop's own services as well.
  `ALTER TABLE notifications ALTER COLUMN event_id DROP NOT NULL, ADD COLUMN account_token_id uuid`,

  // The hash alone: the token is derived from the id when its mail is sent (docs/decisions/0015).
  `CREATE TABLE account_tokens (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    purpose text NOT NULL CHECK (purpose IN ('password_reset', 'email_verification')),
    token_hash bytea NOT NULL UNIQUE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    spent_at timestamptz
  )`,
  // The newest only.
  `CREATE UNIQUE INDEX account_tokens_unspent ON account_tokens (user_id, purpose) WHERE spent_at IS NULL`,
  `CREATE INDEX account_tokens_recent ON account_tokens (user_id, purpose, created_at)`,
  `CREATE INDEX account_tokens_expiry ON account_tokens (expires_at)`,

  // Whoever asks waits for one insert, whether there is such an account or not; the worker looks it up and deletes the row.
  `CREATE TABLE password_reset_requests (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations,
    email text NOT NULL,
    requested_at timestamptz NOT NULL,
    UNIQUE (organization_id, email)
  )`,

  `CREATE INDEX sessions_expiry ON sessions (expires_at)`,
];

const DOWN = [
  'DROP INDEX sessions_expiry',
  'DROP TABLE password_reset_requests',
  'DROP TABLE account_tokens',
  'DELETE FROM notifications WHERE event_id IS NULL',
  'ALTER TABLE notifications DROP COLUMN account_token_id, ALTER COLUMN event_id SET NOT NULL',
];
