import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A refund that waits is fenced against slow looks, as payments and disputes are (docs/decisions/0014). */
export class LooksAtRefunds1763801050000 implements MigrationInterface {
  readonly name = 'LooksAtRefunds1763801050000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `ALTER TABLE refunds ADD COLUMN stripe_asked_at timestamptz`,
  // Whether it was an event or a look was not kept: no look takes longer than half a minute.
  `UPDATE refunds SET stripe_asked_at = stripe_as_of - interval '30 seconds' WHERE stripe_as_of IS NOT NULL`,
  `CREATE INDEX refunds_of_payment ON refunds (stripe_payment_intent_id)`,

  // Whoever asked may be gone for good: nothing that Stripe made for us stays unknown for a minute.
  `ALTER TABLE stripe_customers ALTER COLUMN next_look_at SET DEFAULT now() + interval '30 seconds'`,
];

const DOWN = [
  `ALTER TABLE stripe_customers ALTER COLUMN next_look_at SET DEFAULT now() + interval '1 minute'`,
  `DROP INDEX refunds_of_payment`,
  `ALTER TABLE refunds DROP COLUMN stripe_asked_at`,
];
