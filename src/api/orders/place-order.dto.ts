import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsObject,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

/** More lines than any cart has; keeps one order's work and its receipt bounded. */
const MAX_ITEMS = 50;
/** From the contract; more is a matter of a quote, not of a cart. */
const MAX_QUANTITY = 999;
/** An id has 36 characters. Whether one is for sale is looked up, not guessed from its form. */
const MAX_ID_LENGTH = 64;

export class OrderItemRequest {
  /** A one-time price; all items of an order are in one currency. */
  @IsString()
  @MaxLength(MAX_ID_LENGTH)
  price_id!: string;

  @IsInt()
  @Min(1)
  @Max(MAX_QUANTITY)
  quantity!: number;
}

export class PlaceOrderRequest {
  /** The same price may stand twice: each item stays a line of its own. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_ITEMS)
  // ValidateNested alone looks into arrays of arrays and lets them through.
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => OrderItemRequest)
  items!: OrderItemRequest[];
}
