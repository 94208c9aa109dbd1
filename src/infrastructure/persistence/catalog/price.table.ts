import { EntitySchema } from 'typeorm';
import type { PriceSnapshot } from '../../../domain/catalog/price.js';
import { flag, integer, minorUnits, nullableText, text, time, uuid, uuidKey } from '../columns.js';

/** The snapshot is a plain record of scalars, so the row is the same. */
export type PriceRow = PriceSnapshot;

export const priceTable = new EntitySchema<PriceRow>({
  name: 'price',
  tableName: 'prices',
  columns: {
    id: uuidKey,
    organizationId: { ...uuid, name: 'organization_id' },
    version: integer,
    productId: { ...uuid, name: 'product_id' },
    currency: text,
    unitAmountMinor: { ...minorUnits, name: 'unit_amount_minor' },
    type: text,
    interval: nullableText,
    taxBehavior: { ...text, name: 'tax_behavior' },
    taxRatePpm: { ...integer, name: 'tax_rate_ppm' },
    captureMethod: { ...text, name: 'capture_method' },
    active: flag,
    createdAt: { ...time, name: 'created_at' },
    updatedAt: { ...time, name: 'updated_at' },
  },
});
