import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CreateCheckout } from '../../application/payments/create-checkout.js';
import { AcceptsApiKey } from '../http/auth/accepts-api-key.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { IdempotentPosts } from '../http/idempotency/idempotent-posts.js';
import { CheckoutResponse, CreateCheckoutRequest } from './checkout.dto.js';

@ApiTags('Payments')
@Controller('api/checkout')
@IdempotentPosts()
export class CheckoutController {
  constructor(private readonly createCheckout: CreateCheckout) {}

  /** Opens Stripe's page for an order, or answers the one that is open. A card form that was open is closed. */
  @Post()
  @HttpCode(200)
  @AcceptsApiKey('payments:write')
  @ApiOkResponse({ type: CheckoutResponse })
  async open(
    @CurrentUser() { organizationId, userId }: AuthenticatedUser,
    @Body() body: CreateCheckoutRequest,
  ): Promise<CheckoutResponse> {
    const { order_id: orderId, success_url: successUrl, cancel_url: cancelUrl, locale } = body;
    const wish = { successUrl, cancelUrl, locale };
    return this.createCheckout.execute({ organizationId, userId, orderId: orderId.toLowerCase(), ...wish });
  }
}
