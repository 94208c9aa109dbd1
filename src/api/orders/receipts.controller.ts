import { Controller, Get, Header, Headers, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Seller } from '../../application/orders/seller.js';
import { ShowReceipt } from '../../application/orders/show-receipt.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { RequireRole } from '../http/auth/require-role.js';
import { UuidParam } from '../http/uuid-param.js';
import { RECEIPT_POLICY, receiptPage } from './receipt-page.js';
import { ReceiptQuery } from './receipt-query.dto.js';
import { receiptLanguage } from './receipt-text.js';

const HTML = 'text/html; charset=utf-8';

@ApiTags('Orders')
@Controller('api')
export class ReceiptsController {
  constructor(
    private readonly showReceipt: ShowReceipt,
    private readonly seller: Seller,
  ) {}

  /** The receipt of one's own order as a page to print, in Japanese or English as `language` or else `Accept-Language` asks. */
  @Get('orders/:id/receipt')
  @Header('Content-Type', HTML)
  @Header('Content-Security-Policy', RECEIPT_POLICY)
  @ApiProduces('text/html')
  @ApiOkResponse({ type: String })
  async own(
    @CurrentUser() { organizationId, userId }: AuthenticatedUser,
    @UuidParam('id', 'order_not_found') orderId: string,
    @Query() { language }: ReceiptQuery,
    @Headers('accept-language') accepted?: string,
  ): Promise<string> {
    const receipt = await this.showReceipt.execute({ organizationId, orderId, userId });
    return receiptPage(receipt, this.seller, language ?? receiptLanguage(accepted));
  }

  /** The receipt of anyone's order. */
  @Get('admin/orders/:id/receipt')
  @RequireRole('operator')
  @Header('Content-Type', HTML)
  @Header('Content-Security-Policy', RECEIPT_POLICY)
  @ApiProduces('text/html')
  @ApiOkResponse({ type: String })
  async anyone(
    @CurrentUser() { organizationId }: AuthenticatedUser,
    @UuidParam('id', 'order_not_found') orderId: string,
    @Query() { language }: ReceiptQuery,
    @Headers('accept-language') accepted?: string,
  ): Promise<string> {
    const receipt = await this.showReceipt.execute({ organizationId, orderId, userId: null });
    return receiptPage(receipt, this.seller, language ?? receiptLanguage(accepted));
  }
}
