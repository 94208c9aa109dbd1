import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far Stripe's list of events has been read, and events whose payload is no longer kept. */
export class EventIntake1763800200000 implements MigrationInterface {
  readonly name = 'EventIntake1763800200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // One row a list: Stripe has one for each account and mode. `reached_at` is by Stripe's clock.
  `CREATE TABLE event_cursors (
    organization_id uuid NOT NULL REFERENCES organizations,
    account text,
    livemode boolean NOT NULL,
    reached_at timestamptz,
    lease uuid,
    leased_until timestamptz,
    UNIQUE NULLS NOT DISTINCT (organization_id, account, livemode)
  )`,

  // The row stays as the proof that the event was taken; its payload goes once it is old.
  `ALTER TABLE stripe_events
    ALTER COLUMN payload DROP NOT NULL,
    ADD COLUMN payload_thinned_at timestamptz,
    ADD CONSTRAINT stripe_events_payload CHECK ((payload IS NULL) = (payload_thinned_at IS NOT NULL))`,
  // Neither has a row of an event that is stored or claimed: only the end of the work on it pays.
  `CREATE INDEX stripe_events_with_payload ON stripe_events (processed_at)
    WHERE processed_at IS NOT NULL AND payload_thinned_at IS NULL`,
  `CREATE INDEX stripe_events_dead ON stripe_events (organization_id, received_at DESC, id DESC)
    WHERE status = 'dead'`,
];

const DOWN = [
  'DROP INDEX stripe_events_dead, stripe_events_with_payload',
  // What was thinned has no payload to go back to.
  `UPDATE stripe_events SET payload = '{}' WHERE payload IS NULL`,
  `ALTER TABLE stripe_events DROP CONSTRAINT stripe_events_payload, DROP COLUMN payload_thinned_at,
    ALTER COLUMN payload SET NOT NULL`,
  'DROP TABLE event_cursors',
];
