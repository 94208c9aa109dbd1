import type { EntitySchema } from 'typeorm';
import { DEFAULT_ORGANIZATION_ID } from '../../src/domain/shared/organization.js';
import { priceTable } from '../../src/infrastructure/persistence/catalog/price.table.js';
import { productTable } from '../../src/infrastructure/persistence/catalog/product.table.js';
import type { Database } from '../../src/infrastructure/persistence/database.js';
import {
  orderHistoryTable,
  orderItemTable,
  orderTaxTable,
} from '../../src/infrastructure/persistence/orders/order-parts.table.js';
import { orderTable } from '../../src/infrastructure/persistence/orders/order.table.js';

export const CATALOG_TABLES: EntitySchema[] = [productTable, priceTable];
export const ORDER_TABLES: EntitySchema[] = [
  ...CATALOG_TABLES,
  orderTable,
  orderItemTable,
  orderTaxTable,
  orderHistoryTable,
];

/** A customer that orders can belong to. */
export async function insertUser(database: Database, id: string): Promise<void> {
  await database.query(
    `INSERT INTO users (id, organization_id, email, password_hash, name, role, terms_accepted_at, privacy_accepted_at,
       created_at, updated_at)
     VALUES ($1, $2, $3, '', 'Hana', 'customer', now(), now(), now(), now())`,
    [id, DEFAULT_ORGANIZATION_ID, `${id}@example.com`],
  );
}
