import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Payments, the inbox of events, and what operators look at. */
export class PaymentsAndEvents1763683200001 implements MigrationInterface {
  readonly name = 'PaymentsAndEvents1763683200001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES.toReversed()) await runner.query(`DROP TABLE ${table}`);
  }
}

const TABLES = [
  'payment_attempts',
  'stripe_events',
  'findings',
  'audit_log',
  'idempotency_keys',
  'process_heartbeats',
];

const UP = [
  // The intent to be paid, committed with its key and frozen parameters before Stripe is called.
  `CREATE TABLE payment_attempts (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations,
    version integer NOT NULL DEFAULT 1,
    order_id uuid NOT NULL REFERENCES orders,
    order_number text NOT NULL,
    user_id uuid NOT NULL REFERENCES users,
    status text NOT NULL CHECK (status IN ('opening', 'open', 'succeeded', 'canceled', 'abandoned')),
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    currency text NOT NULL,
    stripe_customer_id text NOT NULL,
    idempotency_key text NOT NULL UNIQUE,
    requested_at timestamptz NOT NULL,
    stripe_payment_intent_id text,
    payment_status text,
    payment_as_of timestamptz,
    amount_received_minor bigint NOT NULL DEFAULT 0,
    last_error_code text,
    last_error_message text,
    closed_at timestamptz,
    updated_at timestamptz NOT NULL,
    UNIQUE (organization_id, stripe_payment_intent_id)
  )`,
  // One open attempt per order: the database refuses a second one, whatever the race.
  `CREATE UNIQUE INDEX payment_attempts_one_open ON payment_attempts (order_id) WHERE status IN ('opening', 'open')`,
  `CREATE INDEX payment_attempts_of_order ON payment_attempts (order_id, id DESC)`,

  // The inbox. \`json\` and not \`jsonb\`: payloads are kept as text, less their client secrets, and are parsed by the worker.
  `CREATE TABLE stripe_events (
    organization_id uuid NOT NULL REFERENCES organizations,
    id text NOT NULL,
    account text,
    type text NOT NULL,
    object_id text,
    livemode boolean NOT NULL,
    api_version text,
    stripe_created_at timestamptz NOT NULL,
    payload json NOT NULL,
    status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'processing', 'processed', 'ignored', 'dead')),
    attempts integer NOT NULL DEFAULT 0,
    claims integer NOT NULL DEFAULT 0,
    last_error text,
    received_at timestamptz NOT NULL DEFAULT now(),
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    leased_until timestamptz,
    processed_at timestamptz,
    PRIMARY KEY (organization_id, id)
  )`,
  // Claiming looks at unfinished events only, so its cost does not grow with what is done.
  `CREATE INDEX stripe_events_due ON stripe_events (next_attempt_at) WHERE status IN ('pending', 'processing')`,
  `CREATE INDEX stripe_events_list ON stripe_events (organization_id, received_at DESC, id DESC)`,
  `CREATE INDEX stripe_events_object ON stripe_events (organization_id, object_id)`,

  // \`fact\` names the one thing found, so that a repetition does not stand twice.
  `CREATE TABLE findings (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations,
    kind text NOT NULL,
    subject text NOT NULL,
    fact text NOT NULL,
    detail text NOT NULL,
    created_at timestamptz NOT NULL,
    resolved_at timestamptz,
    UNIQUE (organization_id, kind, subject, fact)
  )`,

  `CREATE TABLE audit_log (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations,
    actor_user_id uuid REFERENCES users,
    action text NOT NULL,
    subject text NOT NULL,
    detail jsonb NOT NULL,
    at timestamptz NOT NULL
  )`,
  `CREATE INDEX audit_log_list ON audit_log (organization_id, id DESC)`,

  `CREATE TABLE idempotency_keys (
    organization_id uuid NOT NULL REFERENCES organizations,
    user_id uuid NOT NULL,
    key text NOT NULL,
    resource_id uuid NOT NULL,
    request_hash bytea NOT NULL,
    locked_until timestamptz NOT NULL,
    response_status integer,
    response_body json,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, user_id, key)
  )`,
  `CREATE INDEX idempotency_keys_expiry ON idempotency_keys (expires_at)`,

  // Who is alive: each worker writes its row every few seconds.
  `CREATE TABLE process_heartbeats (
    process text NOT NULL,
    instance_id uuid NOT NULL,
    started_at timestamptz NOT NULL,
    beat_at timestamptz NOT NULL,
    PRIMARY KEY (process, instance_id)
  )`,
];
