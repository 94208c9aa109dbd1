import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts, catalogue and orders. */
export class AccountsAndOrders1763683200000 implements MigrationInterface {
  readonly name = 'AccountsAndOrders1763683200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES.toReversed()) await runner.query(`DROP TABLE ${table}`);
  }
}

const TABLES = [
  'organizations',
  'users',
  'sessions',
  'refresh_tokens',
  'stripe_customers',
  'products',
  'prices',
  'orders',
  'order_items',
  'order_taxes',
  'order_history',
];

const ORDER_STATUS = `('pending','awaiting_payment','processing','authorized','paid','partially_refunded','refunded','disputed','charged_back','cancelled','expired')`;

const UP = [
  `CREATE TABLE organizations (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  `INSERT INTO organizations (id, name) VALUES ('00000000-0000-7000-8000-000000000001', 'default')`,

  `CREATE TABLE users (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations,
    version integer NOT NULL DEFAULT 1,
    email text NOT NULL CHECK (email = lower(email)),
    password_hash text NOT NULL,
    name text NOT NULL,
    phone text,
    birthdate date,
    role text NOT NULL CHECK (role IN ('customer', 'operator')),
    terms_accepted_at timestamptz NOT NULL,
    privacy_accepted_at timestamptz NOT NULL,
    email_verified_at timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (organization_id, email)
  )`,

  // A session is one sign-in; its refresh tokens form the family that reuse detection revokes.
  `CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    revoked_reason text,
    ip text,
    user_agent text
  )`,
  `CREATE INDEX sessions_user ON sessions (organization_id, user_id)`,
  `CREATE TABLE refresh_tokens (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations,
    session_id uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
    token_hash bytea NOT NULL UNIQUE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
  )`,
  `CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id)`,

  // One row a user: the intent to have a Stripe customer, committed before Stripe is called.
  `CREATE TABLE stripe_customers (
    user_id uuid PRIMARY KEY REFERENCES users,
    organization_id uuid NOT NULL REFERENCES organizations,
    email text NOT NULL,
    name text NOT NULL,
    idempotency_key text NOT NULL UNIQUE,
    requested_at timestamptz NOT NULL,
    stripe_customer_id text,
    created_at timestamptz,
    UNIQUE (organization_id, stripe_customer_id)
  )`,

  `CREATE TABLE products (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations,
    version integer NOT NULL DEFAULT 1,
    name text NOT NULL,
    description text NOT NULL DEFAULT '',
    active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
  )`,
  `CREATE INDEX products_list ON products (organization_id, id DESC)`,
  `CREATE TABLE prices (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations,
    version integer NOT NULL DEFAULT 1,
    product_id uuid NOT NULL REFERENCES products,
    currency text NOT NULL,
    unit_amount_minor bigint NOT NULL CHECK (unit_amount_minor >= 0),
    type text NOT NULL CHECK (type IN ('one_time', 'recurring')),
    interval text CHECK (interval IN ('day', 'week', 'month', 'year')),
    tax_behavior text NOT NULL CHECK (tax_behavior IN ('inclusive', 'exclusive')),
    tax_rate_ppm integer NOT NULL CHECK (tax_rate_ppm BETWEEN 0 AND 1000000),
    active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CHECK ((type = 'recurring') = (interval IS NOT NULL))
  )`,
  `CREATE INDEX prices_product ON prices (product_id)`,

  `CREATE TABLE orders (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations,
    version integer NOT NULL DEFAULT 1,
    user_id uuid NOT NULL REFERENCES users,
    number text NOT NULL,
    status text NOT NULL CHECK (status IN ${ORDER_STATUS}),
    currency text NOT NULL,
    subtotal_minor bigint NOT NULL CHECK (subtotal_minor >= 0),
    tax_minor bigint NOT NULL CHECK (tax_minor >= 0),
    total_minor bigint NOT NULL CHECK (total_minor = subtotal_minor + tax_minor),
    captured_minor bigint NOT NULL DEFAULT 0 CHECK (captured_minor >= 0),
    refunded_minor bigint NOT NULL DEFAULT 0 CHECK (refunded_minor BETWEEN 0 AND captured_minor),
    placed_at timestamptz NOT NULL,
    paid_at timestamptz,
    updated_at timestamptz NOT NULL,
    UNIQUE (organization_id, number)
  )`,
  `CREATE INDEX orders_of_user ON orders (organization_id, user_id, id DESC)`,
  `CREATE INDEX orders_list ON orders (organization_id, id DESC)`,
  // What was bought is copied: a later change of the catalogue never changes an order.
  `CREATE TABLE order_items (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations,
    order_id uuid NOT NULL REFERENCES orders,
    position integer NOT NULL,
    price_id uuid NOT NULL REFERENCES prices,
    product_id uuid NOT NULL REFERENCES products,
    product_name text NOT NULL,
    unit_amount_minor bigint NOT NULL CHECK (unit_amount_minor >= 0),
    quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 999),
    amount_minor bigint NOT NULL CHECK (amount_minor = unit_amount_minor * quantity),
    tax_behavior text NOT NULL CHECK (tax_behavior IN ('inclusive', 'exclusive')),
    tax_rate_ppm integer NOT NULL,
    UNIQUE (order_id, position)
  )`,
  `CREATE INDEX order_items_price ON order_items (price_id)`,
  `CREATE TABLE order_taxes (
    order_id uuid NOT NULL REFERENCES orders,
    organization_id uuid NOT NULL REFERENCES organizations,
    tax_rate_ppm integer NOT NULL,
    taxable_minor bigint NOT NULL,
    amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
    PRIMARY KEY (order_id, tax_rate_ppm)
  )`,
  `CREATE TABLE order_history (
    order_id uuid NOT NULL REFERENCES orders,
    organization_id uuid NOT NULL REFERENCES organizations,
    position integer NOT NULL,
    status text NOT NULL CHECK (status IN ${ORDER_STATUS}),
    at timestamptz NOT NULL,
    cause text NOT NULL,
    PRIMARY KEY (order_id, position)
  )`,
];
