import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What leaves us: domain events, outgoing webhooks, notifications. */
export class Outbox1763800300000 implements MigrationInterface {
  readonly name = 'Outbox1763800300000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES.toReversed()) await runner.query(`DROP TABLE ${table}`);
  }
}

const TABLES = [
  'outbox_events',
  'webhook_endpoints',
  'webhook_deliveries',
  'webhook_attempts',
  'notifications',
];

const UP = [
  // \`fact\` names the one thing that happened to the subject, so that it is announced once. Rows stay for that.
  `CREATE TABLE outbox_events (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations,
    type text NOT NULL,
    subject text NOT NULL,
    fact text NOT NULL,
    data jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    dispatched_at timestamptz,
    UNIQUE (organization_id, type, subject, fact)
  )`,
  // The relay looks at what waits only, so its cost does not grow with what has left.
  `CREATE INDEX outbox_events_waiting ON outbox_events (id) WHERE dispatched_at IS NULL`,
  `CREATE INDEX outbox_events_waiting_of_subject ON outbox_events (organization_id, subject, id)
    WHERE dispatched_at IS NULL`,

  // Secrets are sealed (AES-256-GCM): the database alone cannot sign.
  `CREATE TABLE webhook_endpoints (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations,
    version integer NOT NULL DEFAULT 1,
    url text NOT NULL,
    description text NOT NULL,
    event_types text[] NOT NULL CHECK (cardinality(event_types) > 0),
    enabled boolean NOT NULL,
    disabled_reason text,
    sealed_secret bytea NOT NULL,
    sealed_previous_secret bytea,
    previous_secret_valid_until timestamptz,
    failing_since timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
  )`,
  `CREATE INDEX webhook_endpoints_list ON webhook_endpoints (organization_id, id DESC)`,

  // One per event and endpoint. \`attempts\` counts this round and begins anew with a resend, \`claims\` never does.
  `CREATE TABLE webhook_deliveries (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations,
    endpoint_id uuid NOT NULL REFERENCES webhook_endpoints ON DELETE CASCADE,
    event_id uuid NOT NULL REFERENCES outbox_events,
    subject text NOT NULL,
    status text NOT NULL DEFAULT 'pending'
      CHECK (status IN ('pending', 'sending', 'delivered', 'failed', 'cancelled')),
    attempts integer NOT NULL DEFAULT 0,
    claims integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL,
    leased_until timestamptz,
    created_at timestamptz NOT NULL,
    delivered_at timestamptz,
    UNIQUE (endpoint_id, event_id)
  )`,
  `CREATE INDEX webhook_deliveries_due ON webhook_deliveries (endpoint_id, next_attempt_at)
    WHERE status IN ('pending', 'sending')`,
  `CREATE INDEX webhook_deliveries_open_of_subject ON webhook_deliveries (endpoint_id, subject, event_id)
    WHERE status IN ('pending', 'sending')`,
  `CREATE INDEX webhook_deliveries_list ON webhook_deliveries (endpoint_id, id DESC)`,
  `CREATE INDEX webhook_deliveries_age ON webhook_deliveries (created_at)`,

  `CREATE TABLE webhook_attempts (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations,
    delivery_id uuid NOT NULL REFERENCES webhook_deliveries ON DELETE CASCADE,
    started_at timestamptz NOT NULL,
    duration_ms integer NOT NULL,
    response_status integer,
    response_excerpt text,
    error text
  )`,
  `CREATE INDEX webhook_attempts_of_delivery ON webhook_attempts (delivery_id, id)`,

  // Mails, and messages to the operators' channel (no recipient there).
  `CREATE TABLE notifications (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations,
    event_id uuid NOT NULL REFERENCES outbox_events,
    channel text NOT NULL CHECK (channel IN ('mail', 'slack')),
    recipient text NOT NULL,
    subject text NOT NULL,
    body text NOT NULL,
    status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'sending', 'sent', 'dead')),
    attempts integer NOT NULL DEFAULT 0,
    claims integer NOT NULL DEFAULT 0,
    last_error text,
    next_attempt_at timestamptz NOT NULL,
    leased_until timestamptz,
    created_at timestamptz NOT NULL,
    sent_at timestamptz,
    UNIQUE (event_id, channel, recipient)
  )`,
  `CREATE INDEX notifications_due ON notifications (next_attempt_at) WHERE status IN ('pending', 'sending')`,
  `CREATE INDEX notifications_age ON notifications (created_at)`,
];
