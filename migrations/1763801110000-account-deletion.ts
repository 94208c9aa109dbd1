import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts that are deleted: the row stays for the books, what it said of a person goes. */
export class AccountDeletion1763801110000 implements MigrationInterface {
  readonly name = 'AccountDeletion1763801110000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `ALTER TABLE users ADD COLUMN deleted_at timestamptz`,
  `ALTER TABLE notifications ADD COLUMN forget_when_sent boolean NOT NULL DEFAULT false`,

  // What Stripe is still to be told, and what is still to be swept, after an account was deleted.
  `CREATE TABLE account_erasures (
    user_id uuid PRIMARY KEY REFERENCES users,
    organization_id uuid NOT NULL REFERENCES organizations,
    requested_at timestamptz NOT NULL,
    next_try_at timestamptz NOT NULL,
    customer_deleted_at timestamptz,
    done_at timestamptz
  )`,
  `CREATE INDEX account_erasures_due ON account_erasures (next_try_at) WHERE done_at IS NULL`,

  // Access tokens are not looked up and live for minutes: whatever still holds one of a deleted account, it buys nothing.
  // The lock makes an order and a deletion of the same moment see each other.
  `CREATE FUNCTION refuse_deleted_user() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     PERFORM FROM users WHERE id = NEW.user_id AND deleted_at IS NULL FOR KEY SHARE;
     IF NOT FOUND THEN
       RAISE EXCEPTION 'The account % is deleted or never was', NEW.user_id
         USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'user_not_deleted';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER orders_of_the_living BEFORE INSERT ON orders
     FOR EACH ROW EXECUTE FUNCTION refuse_deleted_user()`,
];

const DOWN = [
  'DROP TRIGGER orders_of_the_living ON orders',
  'DROP FUNCTION refuse_deleted_user',
  'DROP TABLE account_erasures',
  'ALTER TABLE notifications DROP COLUMN forget_when_sent',
  'ALTER TABLE users DROP COLUMN deleted_at',
];
