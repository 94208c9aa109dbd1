import { DEFAULT_ORGANIZATION_ID } from '../../src/domain/shared/organization.js';
import type { Database } from '../../src/infrastructure/persistence/database.js';

/** An order that payments can be about; its items do not matter here. */
export async function insertPendingOrder(
  database: Database,
  id: string,
  userId: string,
  placedAt = new Date('2026-11-20T09:00:00Z'),
): Promise<void> {
  await database.query(
    `INSERT INTO orders (id, organization_id, user_id, number, status, currency, subtotal_minor, tax_minor,
       total_minor, placed_at, updated_at)
     VALUES ($1, $2, $3, $5, 'pending', 'jpy', 1000, 100, 1100, $4, $4)`,
    [id, DEFAULT_ORGANIZATION_ID, userId, placedAt, id],
  );
}
