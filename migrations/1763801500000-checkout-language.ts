import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Stripe's page speaks the payer's language. It is frozen with the request: a retry sends the very same parameters. */
export class CheckoutLanguage1763801500000 implements MigrationInterface {
  readonly name = 'CheckoutLanguage1763801500000';

  async up(runner: QueryRunner): Promise<void> {
    // Null: nothing is said of it, and the page speaks the browser's language. So it was with what was asked for before.
    await runner.query(`ALTER TABLE checkout_sessions ADD COLUMN locale text CHECK (locale IN ('ja', 'en'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE checkout_sessions DROP COLUMN locale');
  }
}
