import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Users who sign in elsewhere. */
export class ExternalIdentities1763801200010 implements MigrationInterface {
  readonly name = 'ExternalIdentities1763801200010';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // They have no password here, and an address only where their issuer has verified one that nobody has yet.
  `ALTER TABLE users ALTER COLUMN email DROP NOT NULL, ALTER COLUMN password_hash DROP NOT NULL,
    ADD CONSTRAINT users_password_needs_email CHECK (password_hash IS NULL OR email IS NOT NULL)`,
  'ALTER TABLE stripe_customers ALTER COLUMN email DROP NOT NULL',

  // OpenID Connect Core, section 5.7: issuer and subject together, and nothing else, tell who someone is.
  `CREATE TABLE external_identities (
    organization_id uuid NOT NULL REFERENCES organizations,
    issuer text NOT NULL,
    subject text NOT NULL,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, issuer, subject)
  )`,
  'CREATE INDEX external_identities_user ON external_identities (user_id)',
];

/** Back to a schema in which everyone has a password: fails while there is someone who has none. */
const DOWN = [
  'DROP TABLE external_identities',
  'ALTER TABLE stripe_customers ALTER COLUMN email SET NOT NULL',
  `ALTER TABLE users DROP CONSTRAINT users_password_needs_email,
    ALTER COLUMN email SET NOT NULL, ALTER COLUMN password_hash SET NOT NULL`,
];
