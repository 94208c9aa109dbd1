import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CapturePayment } from '../../application/payments/capture-payment.js';
import type { StripePayment } from '../../application/ports/stripe-service.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { RequireRole } from '../http/auth/require-role.js';
import { IdempotentPosts } from '../http/idempotency/idempotent-posts.js';
import { UuidParam } from '../http/uuid-param.js';
import { CaptureRequest, CaptureResponse } from './capture.dto.js';

@ApiTags('Administration')
@RequireRole('operator')
@Controller('api/admin/orders')
@IdempotentPosts()
export class CapturesController {
  constructor(private readonly capturePayment: CapturePayment) {}

  /** Charges what is held for an order, all or part of it; the rest is released. */
  @Post(':id/capture')
  @HttpCode(200)
  @ApiOkResponse({ type: CaptureResponse })
  async capture(
    @CurrentUser() { organizationId, userId: actorUserId }: AuthenticatedUser,
    @UuidParam('id', 'order_not_found') orderId: string,
    @Body() { amount, reason }: CaptureRequest,
  ): Promise<CaptureResponse> {
    const wanted = { amountMinor: amount ?? null, reason };
    const payment = await this.capturePayment.execute({ organizationId, actorUserId, orderId, ...wanted });
    return presentCapture(orderId, payment);
  }
}

function presentCapture(orderId: string, payment: StripePayment): CaptureResponse {
  return {
    id: payment.id,
    order_id: orderId,
    status: payment.status,
    amount: payment.amountMinor,
    amount_captured: payment.amountReceivedMinor,
    currency: payment.currency,
  };
}
