import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { Optional } from '../http/optional.js';
import { RECEIPT_TEXT, type ReceiptLanguage } from './receipt-text.js';

const LANGUAGES = Object.keys(RECEIPT_TEXT);

export class ReceiptQuery {
  /** For a link on a page, which cannot send a header. */
  @ApiPropertyOptional({ enum: LANGUAGES })
  @Optional()
  @IsIn(LANGUAGES)
  language?: ReceiptLanguage;
}
