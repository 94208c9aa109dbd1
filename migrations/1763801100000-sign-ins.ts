import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who signed in when and from where, for the owner of the account to look at; and the language of their mails. */
export class SignIns1763801100000 implements MigrationInterface {
  readonly name = 'SignIns1763801100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `CREATE TABLE sign_ins (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    at timestamptz NOT NULL,
    method text NOT NULL,
    outcome text NOT NULL,
    ip text,
    user_agent text
  )`,
  `CREATE INDEX sign_ins_list ON sign_ins (organization_id, user_id, id DESC)`,
  `CREATE INDEX sign_ins_age ON sign_ins (at)`,

  // Null: not said, and then mails are written in every language.
  `ALTER TABLE users ADD COLUMN locale text CHECK (locale IN ('ja', 'en'))`,
];

const DOWN = ['ALTER TABLE users DROP COLUMN locale', 'DROP TABLE sign_ins'];
