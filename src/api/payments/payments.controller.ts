import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  CreatePaymentIntent,
  type PaymentIntentView,
} from '../../application/payments/create-payment-intent.js';
import { AcceptsApiKey } from '../http/auth/accepts-api-key.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { RefetchOnReplay } from '../http/idempotency/refetch-on-replay.js';
import { IdempotentPosts } from '../http/idempotency/idempotent-posts.js';
import { PaymentIntentSecret } from './payment-intent-secret.js';
import { CreatePaymentIntentRequest, PaymentIntentResponse } from './payment-intent.dto.js';
import { PublishableKey } from './publishable-key.js';

@ApiTags('Payments')
@Controller('api/payments')
@IdempotentPosts()
export class PaymentsController {
  constructor(
    private readonly createPaymentIntent: CreatePaymentIntent,
    private readonly publishableKey: PublishableKey,
  ) {}

  /** Opens the payment of an order, or answers the one that is open: a second call returns the same PaymentIntent. */
  @Post('intent')
  @HttpCode(200)
  @AcceptsApiKey('payments:write')
  @ApiOkResponse({ type: PaymentIntentResponse })
  @RefetchOnReplay('client_secret', PaymentIntentSecret)
  async intent(
    @CurrentUser() { organizationId, userId }: AuthenticatedUser,
    @Body() { order_id: orderId }: CreatePaymentIntentRequest,
  ): Promise<PaymentIntentResponse> {
    const command = { organizationId, userId, orderId: orderId.toLowerCase() };
    return present(await this.createPaymentIntent.execute(command), this.publishableKey.value);
  }
}

function present(payment: PaymentIntentView, publishableKey: string): PaymentIntentResponse {
  return {
    client_secret: payment.clientSecret,
    payment_intent_id: payment.paymentIntentId,
    amount: payment.amountMinor,
    currency: payment.currency,
    status: payment.status,
    publishable_key: publishableKey,
  };
}
