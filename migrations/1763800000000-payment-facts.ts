import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which payment an order took, when it may be delivered, and when a payment was last looked at. */
export class PaymentFacts1763800000000 implements MigrationInterface {
  readonly name = 'PaymentFacts1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `ALTER TABLE payment_attempts ADD COLUMN payment_asked_at timestamptz, ADD COLUMN stripe_charge_id text`,
  `UPDATE payment_attempts SET payment_asked_at = payment_as_of`,
  `CREATE INDEX payment_attempts_charge ON payment_attempts (organization_id, stripe_charge_id)`,
  `ALTER TABLE orders
     ADD COLUMN paid_by_attempt_id uuid,
     ADD COLUMN fulfillable_at timestamptz`,
  `UPDATE orders SET fulfillable_at = paid_at,
     paid_by_attempt_id = (SELECT a.id FROM payment_attempts a
       WHERE a.order_id = orders.id AND a.status = 'succeeded' ORDER BY a.closed_at LIMIT 1)
   WHERE paid_at IS NOT NULL`,
];

const DOWN = [
  `ALTER TABLE orders DROP COLUMN fulfillable_at, DROP COLUMN paid_by_attempt_id`,
  `DROP INDEX payment_attempts_charge`,
  `ALTER TABLE payment_attempts DROP COLUMN stripe_charge_id, DROP COLUMN payment_asked_at`,
];
