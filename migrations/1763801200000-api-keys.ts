import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys by which a shop's own servers act for its customers. */
export class ApiKeys1763801200000 implements MigrationInterface {
  readonly name = 'ApiKeys1763801200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // The secret's hash alone. A revoked key's row stays: the audit log and orders' stories refer to it.
  `CREATE TABLE api_keys (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations,
    name text NOT NULL,
    prefix text NOT NULL UNIQUE,
    secret_hash bytea NOT NULL,
    scopes text[] NOT NULL CHECK (cardinality(scopes) > 0),
    created_by uuid REFERENCES users,
    created_at timestamptz NOT NULL,
    last_used_at timestamptz,
    revoked_at timestamptz
  )`,
  `CREATE INDEX api_keys_list ON api_keys (organization_id, id DESC)`,

  // A server and the customer it acts for choose their Idempotency-Keys without knowing of each other. The nil UUID: the
  // customer's own.
  `ALTER TABLE idempotency_keys
    ADD COLUMN api_key_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
    DROP CONSTRAINT idempotency_keys_pkey,
    ADD PRIMARY KEY (organization_id, user_id, key, api_key_id)`,
];

const DOWN = [
  `DELETE FROM idempotency_keys WHERE api_key_id <> '00000000-0000-0000-0000-000000000000'`,
  `ALTER TABLE idempotency_keys
    DROP CONSTRAINT idempotency_keys_pkey,
    DROP COLUMN api_key_id,
    ADD PRIMARY KEY (organization_id, user_id, key)`,
  'DROP TABLE api_keys',
];
