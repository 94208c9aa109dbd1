import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { type Locale, LOCALES } from '../../domain/shared/locale.js';
import { Optional } from '../http/optional.js';
import { UUID_LENGTH } from '../http/uuid-length.js';

/** Stripe's limit on an address. */
const MAX_URL_LENGTH = 5_000;

export class CreateCheckoutRequest {
  /** The order to be paid: its items and amounts are taken from the database. */
  @IsString()
  @MaxLength(UUID_LENGTH)
  order_id!: string;

  /**
   * Where Stripe sends the payer afterwards, below one of the shop's own addresses; `{CHECKOUT_SESSION_ID}` is filled in.
   * Left out: the order's page.
   */
  @Optional()
  @IsString()
  @MaxLength(MAX_URL_LENGTH)
  success_url?: string;

  /** Where the payer goes who turns back; the same rules. */
  @Optional()
  @IsString()
  @MaxLength(MAX_URL_LENGTH)
  cancel_url?: string;

  /** What Stripe's page speaks. Left out: the language of the account, else the browser's. */
  @ApiPropertyOptional({ enum: LOCALES })
  @Optional()
  @IsIn(LOCALES)
  locale?: Locale;
}

export class CheckoutResponse {
  /** Stripe's id of the session (`cs_...`). */
  id!: string;
  /** Stripe's page: send the payer there. */
  url!: string;
}
