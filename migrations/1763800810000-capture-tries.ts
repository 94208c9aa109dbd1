import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a capture without an answer was last sent again: one that fails time and again waits behind the others. */
export class CaptureTries1763800810000 implements MigrationInterface {
  readonly name = 'CaptureTries1763800810000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE payment_attempts ADD COLUMN capture_tried_at timestamptz`);
    await runner.query(`DROP INDEX payment_attempts_capturing`);
    await runner.query(`CREATE INDEX payment_attempts_capturing
      ON payment_attempts (greatest(capture_tried_at, capture_requested_at))
      WHERE capture_key IS NOT NULL AND status = 'open'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX payment_attempts_capturing`);
    await runner.query(`CREATE INDEX payment_attempts_capturing ON payment_attempts (capture_requested_at)
      WHERE capture_key IS NOT NULL AND status = 'open'`);
    await runner.query(`ALTER TABLE payment_attempts DROP COLUMN capture_tried_at`);
  }
}
