import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CAPTURE_METHODS, INTERVALS, PRICE_TYPES, TAX_BEHAVIORS } from './price-vocabulary.js';

export class PriceResponse {
  id!: string;
  /** Lower-case ISO 4217. */
  currency!: string;
  /** Integer minor units. */
  unit_amount!: number;
  @ApiProperty({ enum: PRICE_TYPES, enumName: 'PriceType' })
  type!: string;
  /** How often a recurring price is due; absent for a one-time price. */
  @ApiPropertyOptional({ enum: INTERVALS, enumName: 'BillingInterval' })
  interval?: string;
  /** Whether the amount contains its tax or the tax comes on top. */
  @ApiProperty({ enum: TAX_BEHAVIORS, enumName: 'TaxBehavior' })
  tax_behavior!: string;
  /** Percent, such as 8.875. */
  tax_rate!: number;
  /** `manual`: the card is charged when the shop is ready to deliver, not at once. */
  @ApiProperty({ enum: CAPTURE_METHODS, enumName: 'CaptureMethod' })
  capture_method!: string;
}

export class ProductResponse {
  id!: string;
  name!: string;
  description!: string;
  prices!: PriceResponse[];
}

export class ProductListResponse {
  data!: ProductResponse[];
  has_more!: boolean;
  next_cursor!: string | null;
}

/** A price as operators see it. */
export class AdminPriceResponse extends PriceResponse {
  product_id!: string;
  active!: boolean;
  created_at!: string;
  updated_at!: string;
}

/** A product as operators see it: its inactive prices included. */
export class AdminProductResponse {
  id!: string;
  name!: string;
  description!: string;
  active!: boolean;
  prices!: AdminPriceResponse[];
  created_at!: string;
  updated_at!: string;
}

export class AdminProductListResponse {
  data!: AdminProductResponse[];
  has_more!: boolean;
  next_cursor!: string | null;
}
