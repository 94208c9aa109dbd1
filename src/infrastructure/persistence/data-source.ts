import type { DataSourceOptions, EntitySchema } from 'typeorm';
import type { Configuration } from '../config/configuration.js';
import { priceTable } from './catalog/price.table.js';
import { productTable } from './catalog/product.table.js';
import { refreshTokenTable } from './identity/refresh-token.table.js';
import { sessionTable } from './identity/session.table.js';
import { userTable } from './identity/user.table.js';
import { webhookEndpointTable } from './notifications/webhook-endpoint.table.js';
import { orderHistoryTable, orderItemTable, orderTaxTable } from './orders/order-parts.table.js';
import { orderTable } from './orders/order.table.js';
import { checkoutSessionTable } from './payments/checkout-session.table.js';
import { disputeTable } from './payments/dispute.table.js';
import { paymentAttemptTable } from './payments/payment-attempt.table.js';
import { refundTable } from './payments/refund.table.js';

type PostgresOptions = Extract<DataSourceOptions, { readonly type: 'postgres' }>;

/** A request waits this long for a connection: the answer 503 must be out within two seconds. */
const CONNECTION_TIMEOUT_MS = 1_500;
/** No statement of ours needs longer; one that hangs must not keep its connection for good. */
const QUERY_TIMEOUT_MS = 15_000;
/** Connections beyond this age without work are closed, which frees the server's memory after a burst. */
const IDLE_TIMEOUT_MS = 30_000;

/** Every `*.table.ts`. */
const TABLES: EntitySchema[] = [
  userTable,
  sessionTable,
  refreshTokenTable,
  productTable,
  priceTable,
  orderTable,
  orderItemTable,
  orderTaxTable,
  orderHistoryTable,
  paymentAttemptTable,
  checkoutSessionTable,
  refundTable,
  disputeTable,
  webhookEndpointTable,
];

/**
 * The pool. Only what PgBouncer lets through in transaction mode: no session settings, no named prepared statements,
 * time-outs on this side.
 */
export function dataSourceOptions({ values }: Configuration, applicationName: string): PostgresOptions {
  return {
    type: 'postgres',
    url: values.DATABASE_URL,
    applicationName,
    poolSize: values.DATABASE_POOL_SIZE,
    connectTimeoutMS: CONNECTION_TIMEOUT_MS,
    entities: TABLES,
    extra: { idleTimeoutMillis: IDLE_TIMEOUT_MS, query_timeout: QUERY_TIMEOUT_MS, keepAlive: true },
  };
}
