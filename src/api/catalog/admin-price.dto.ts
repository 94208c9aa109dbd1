import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsNumber, IsString, Max, MaxLength, Min } from 'class-validator';
import type { BillingInterval, PriceType } from '../../domain/catalog/price.js';
import type { CaptureMethod } from '../../domain/shared/capture-method.js';
import type { TaxBehavior } from '../../domain/shared/tax-behavior.js';
import { Optional } from '../http/optional.js';
import { PERCENT_DECIMALS } from '../http/percentage.js';
import { CAPTURE_METHODS, INTERVALS, PRICE_TYPES, TAX_BEHAVIORS } from './price-vocabulary.js';

/** Ids and currency codes are shorter; what they must be is looked up, not guessed from their form. */
const MAX_WORD_LENGTH = 64;

export class CreatePriceRequest {
  @IsString()
  @MaxLength(MAX_WORD_LENGTH)
  product_id!: string;

  /** Lower-case ISO 4217. */
  @IsString()
  @MaxLength(MAX_WORD_LENGTH)
  currency!: string;

  /** Integer minor units. */
  @IsInt()
  @Min(0)
  unit_amount!: number;

  @ApiProperty({ enum: PRICE_TYPES, enumName: 'PriceType' })
  @IsIn(PRICE_TYPES)
  type!: PriceType;

  /** For a recurring price, and only for one. */
  @ApiPropertyOptional({ enum: INTERVALS, enumName: 'BillingInterval' })
  @Optional()
  @IsIn(INTERVALS)
  interval?: BillingInterval;

  /** When it is left out, `inclusive` for jpy and `exclusive` for the rest. */
  @ApiPropertyOptional({ enum: TAX_BEHAVIORS, enumName: 'TaxBehavior' })
  @Optional()
  @IsIn(TAX_BEHAVIORS)
  tax_behavior?: TaxBehavior;

  /** Percent, such as 8.875; 0 when it is left out. */
  @Optional()
  @IsNumber({ maxDecimalPlaces: PERCENT_DECIMALS })
  @Min(0)
  @Max(100)
  tax_rate?: number;

  /** `manual`: an order with it is charged only once an operator captures it. `automatic` when it is left out. */
  @ApiPropertyOptional({ enum: CAPTURE_METHODS, enumName: 'CaptureMethod' })
  @Optional()
  @IsIn(CAPTURE_METHODS)
  capture_method?: CaptureMethod;

  /** For sale; true when it is left out. */
  @Optional()
  @IsBoolean()
  active?: boolean;
}

/** What is left out stays. Once the price was ordered, only `active` may change. */
export class ChangePriceRequest {
  /** Integer minor units. */
  @Optional()
  @IsInt()
  @Min(0)
  unit_amount?: number;

  /** Percent, such as 8.875. */
  @Optional()
  @IsNumber({ maxDecimalPlaces: PERCENT_DECIMALS })
  @Min(0)
  @Max(100)
  tax_rate?: number;

  @Optional()
  @IsBoolean()
  active?: boolean;
}
