import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Users of another issuer who have deleted their accounts: what they were given before must not bring them back. */
export class ExternalDepartures1763801400010 implements MigrationInterface {
  readonly name = 'ExternalDepartures1763801400010';

  async up(runner: QueryRunner): Promise<void> {
    // A hash of issuer and subject, for as long as tokens from before may live (docs/decisions/0027).
    await runner.query(
      `CREATE TABLE external_departures (
        organization_id uuid NOT NULL REFERENCES organizations,
        identity_hash bytea NOT NULL,
        departed_at timestamptz NOT NULL,
        PRIMARY KEY (organization_id, identity_hash)
      )`,
    );
    await runner.query('CREATE INDEX external_departures_age ON external_departures (departed_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE external_departures');
  }
}
