import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { RefundOrder } from '../../application/payments/refund-order.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { RequireRole } from '../http/auth/require-role.js';
import { IdempotentPosts } from '../http/idempotency/idempotent-posts.js';
import { IdempotentResourceId } from '../http/idempotency/idempotent-resource-id.js';
import { UuidParam } from '../http/uuid-param.js';
import { presentRefund } from './refund-presenter.js';
import { RefundRequest, RefundResponse } from './refund.dto.js';

@ApiTags('Administration')
@RequireRole('operator')
@Controller('api/admin/orders')
@IdempotentPosts()
export class RefundsController {
  constructor(private readonly refundOrder: RefundOrder) {}

  /** Gives back all or part of what was captured. Answers once Stripe has. */
  @Post(':id/refunds')
  @HttpCode(201)
  @ApiCreatedResponse({ type: RefundResponse })
  async refund(
    @CurrentUser() { organizationId, userId: actorUserId }: AuthenticatedUser,
    @UuidParam('id', 'order_not_found') orderId: string,
    @IdempotentResourceId() refundId: string | undefined,
    @Body() { amount: amountMinor, reason }: RefundRequest,
  ): Promise<RefundResponse> {
    const wanted = { refundId, amountMinor, reason };
    return presentRefund(await this.refundOrder.execute({ organizationId, orderId, actorUserId, ...wanted }));
  }
}
