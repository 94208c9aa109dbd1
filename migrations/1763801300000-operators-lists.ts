import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What operators look through: a page of each list is read from an index, however it is filtered. */
export class OperatorsLists1763801300000 implements MigrationInterface {
  readonly name = 'OperatorsLists1763801300000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `DROP INDEX orders_list`,
  `CREATE INDEX orders_placed ON orders (organization_id, placed_at DESC, id DESC)`,
  `CREATE INDEX orders_placed_by_status ON orders (organization_id, status, placed_at DESC, id DESC)`,
  // Beginnings of names and addresses are looked up in byte order, whatever the database's collation is.
  `CREATE INDEX users_email ON users (organization_id, email text_pattern_ops)`,
  `CREATE INDEX users_name ON users (organization_id, lower(name) text_pattern_ops)`,
  `CREATE INDEX users_list ON users (organization_id, id DESC)`,

  `CREATE INDEX findings_list ON findings (organization_id, id DESC)`,
  `CREATE INDEX findings_open ON findings (organization_id, id DESC) WHERE resolved_at IS NULL`,
  `CREATE INDEX findings_subject ON findings (organization_id, subject)`,
  `CREATE INDEX audit_log_subject ON audit_log (organization_id, subject, id DESC)`,
  `CREATE INDEX audit_log_action ON audit_log (organization_id, action, id DESC)`,
  // The bank's deadline first; few disputes have none, and they come last.
  `CREATE INDEX disputes_to_answer ON disputes
     (organization_id, (coalesce(due_by, timestamptz '2200-01-01 00:00:00+00')), id)
     WHERE status IN ('needs_response', 'warning_needs_response')`,

  // Money that came and went, by day, from the index alone.
  `CREATE INDEX payment_attempts_received ON payment_attempts (organization_id, closed_at)
     INCLUDE (currency, amount_received_minor) WHERE status = 'succeeded'`,
  `CREATE INDEX refunds_succeeded ON refunds (organization_id, created_at)
     INCLUDE (currency, amount_minor) WHERE status = 'succeeded'`,
];

const DOWN = [
  `DROP INDEX refunds_succeeded, payment_attempts_received, disputes_to_answer, audit_log_action, audit_log_subject,
     findings_subject, findings_open, findings_list, users_list, users_name, users_email,
     orders_placed_by_status, orders_placed`,
  `CREATE INDEX orders_list ON orders (organization_id, id DESC)`,
];
