import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders are found by the beginning of their number, in byte order, whatever the database's collation is. */
export class OrderNumbers1763801500010 implements MigrationInterface {
  readonly name = 'OrderNumbers1763801500010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX orders_number ON orders (organization_id, number text_pattern_ops)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX orders_number`);
  }
}
