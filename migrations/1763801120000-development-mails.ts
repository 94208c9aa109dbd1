import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where mails of development end, and are read. Empty in production. */
export class DevelopmentMails1763801120000 implements MigrationInterface {
  readonly name = 'DevelopmentMails1763801120000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE development_mails (
      id uuid PRIMARY KEY,
      sent_at timestamptz NOT NULL,
      recipient text NOT NULL,
      subject text NOT NULL,
      body text NOT NULL
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE development_mails');
  }
}
