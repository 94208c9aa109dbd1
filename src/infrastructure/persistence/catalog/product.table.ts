import { EntitySchema } from 'typeorm';
import type { ProductSnapshot } from '../../../domain/catalog/product.js';
import { flag, integer, text, time, uuid, uuidKey } from '../columns.js';

/** The snapshot is a plain record of scalars, so the row is the same. */
export type ProductRow = ProductSnapshot;

export const productTable = new EntitySchema<ProductRow>({
  name: 'product',
  tableName: 'products',
  columns: {
    id: uuidKey,
    organizationId: { ...uuid, name: 'organization_id' },
    version: integer,
    name: text,
    description: text,
    active: flag,
    createdAt: { ...time, name: 'created_at' },
    updatedAt: { ...time, name: 'updated_at' },
  },
});
