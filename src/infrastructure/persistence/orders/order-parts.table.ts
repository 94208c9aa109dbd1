import { EntitySchema } from 'typeorm';
import type { OrderLine } from '../../../domain/orders/order-line.js';
import type { OrderHistoryEntry } from '../../../domain/orders/order-snapshot.js';
import type { RateTax } from '../../../domain/orders/order-tax.js';
import { integer, minorUnits, text, time, uuid, uuidKey } from '../columns.js';

interface PartOfOrder {
  readonly organizationId: string;
  readonly orderId: string;
}

export interface OrderItemRow extends OrderLine, PartOfOrder {
  /** From 0, as the customer sent them. */
  readonly position: number;
  readonly amountMinor: number;
}

export const orderItemTable = new EntitySchema<OrderItemRow>({
  name: 'order_item',
  tableName: 'order_items',
  columns: {
    id: uuidKey,
    organizationId: { ...uuid, name: 'organization_id' },
    orderId: { ...uuid, name: 'order_id' },
    position: integer,
    priceId: { ...uuid, name: 'price_id' },
    productId: { ...uuid, name: 'product_id' },
    productName: { ...text, name: 'product_name' },
    unitAmountMinor: { ...minorUnits, name: 'unit_amount_minor' },
    quantity: integer,
    amountMinor: { ...minorUnits, name: 'amount_minor' },
    taxBehavior: { ...text, name: 'tax_behavior' },
    taxRatePpm: { ...integer, name: 'tax_rate_ppm' },
  },
});

export type OrderTaxRow = RateTax & PartOfOrder;

export const orderTaxTable = new EntitySchema<OrderTaxRow>({
  name: 'order_tax',
  tableName: 'order_taxes',
  columns: {
    orderId: { ...uuidKey, name: 'order_id' },
    organizationId: { ...uuid, name: 'organization_id' },
    ratePpm: { ...integer, name: 'tax_rate_ppm', primary: true },
    taxableMinor: { ...minorUnits, name: 'taxable_minor' },
    amountMinor: { ...minorUnits, name: 'amount_minor' },
  },
});

export interface OrderHistoryRow extends OrderHistoryEntry, PartOfOrder {
  /** From 0, oldest first. */
  readonly position: number;
}

export const orderHistoryTable = new EntitySchema<OrderHistoryRow>({
  name: 'order_history',
  tableName: 'order_history',
  columns: {
    orderId: { ...uuidKey, name: 'order_id' },
    organizationId: { ...uuid, name: 'organization_id' },
    position: { ...integer, primary: true },
    status: text,
    at: time,
    cause: text,
  },
});
