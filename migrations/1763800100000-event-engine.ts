import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Work on events is serial per object: who works on an object holds its lease. */
export class EventEngine1763800100000 implements MigrationInterface {
  readonly name = 'EventEngine1763800100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // One row for each object under work; the primary key is what makes the work serial. An event is not written when it
  // is claimed, only when it ends. Unlogged: taking a lease waits for no disk, and after a crash of the server all
  // leases are gone, so that whoever still works on one of them changes nothing.
  `CREATE UNLOGGED TABLE stripe_event_leases (
    organization_id uuid NOT NULL,
    account text NOT NULL,
    object text NOT NULL,
    id uuid NOT NULL,
    leased_until timestamptz NOT NULL,
    lapses integer NOT NULL DEFAULT 0,
    PRIMARY KEY (organization_id, account, object)
  ) WITH (
    fillfactor = 70,
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0
  )`,
  `CREATE INDEX stripe_event_leases_id ON stripe_event_leases (id)`,

  `UPDATE stripe_events SET status = 'pending' WHERE status = 'processing'`,
  `ALTER TABLE stripe_events DROP COLUMN leased_until`,
  `ALTER TABLE stripe_events RENAME COLUMN claims TO replays`,

  // Both hold unfinished events only, so that what they cost does not grow with what is done.
  `DROP INDEX stripe_events_due`,
  `CREATE INDEX stripe_events_due ON stripe_events (next_attempt_at) WHERE status = 'pending'`,
  `CREATE INDEX stripe_events_pending_of_object ON stripe_events
     (organization_id, coalesce(account, ''), coalesce(object_id, id), stripe_created_at, id COLLATE "C")
   WHERE status = 'pending'`,
  // Events that are done leave dead entries at the very end of the index where claims begin to read. A table of a
  // million rows would be vacuumed after 200,000 of them.
  `ALTER TABLE stripe_events SET (
    autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 5000,
    autovacuum_analyze_scale_factor = 0.02, autovacuum_analyze_threshold = 5000
  )`,
];

const DOWN = [
  `ALTER TABLE stripe_events RESET (
    autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold,
    autovacuum_analyze_scale_factor, autovacuum_analyze_threshold
  )`,
  `DROP INDEX stripe_events_pending_of_object`,
  `DROP INDEX stripe_events_due`,
  `CREATE INDEX stripe_events_due ON stripe_events (next_attempt_at) WHERE status IN ('pending', 'processing')`,
  `ALTER TABLE stripe_events RENAME COLUMN replays TO claims`,
  `ALTER TABLE stripe_events ADD COLUMN leased_until timestamptz`,
  `DROP TABLE stripe_event_leases`,
];
