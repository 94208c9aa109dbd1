import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ListSavedCards } from '../../application/payments/list-saved-cards.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { RequireRole } from '../http/auth/require-role.js';
import { toPageRequest } from '../http/list-query.dto.js';
import { presentPage } from '../http/list.js';
import { UuidParam } from '../http/uuid-param.js';
import { presentCard } from './payment-method-presenter.js';
import { PaymentMethodListQuery, PaymentMethodListResponse } from './payment-method.dto.js';

@ApiTags('Administration')
@RequireRole('operator')
@Controller('api/admin/users')
export class CustomerCardsController {
  constructor(private readonly listSavedCards: ListSavedCards) {}

  /** The cards that Stripe keeps for a customer, the latest first; an unknown customer has none. */
  @Get(':id/payment-methods')
  @ApiOkResponse({ type: PaymentMethodListResponse })
  async list(
    @CurrentUser() { organizationId }: AuthenticatedUser,
    @UuidParam('id', 'user_not_found') userId: string,
    @Query() query: PaymentMethodListQuery,
  ): Promise<PaymentMethodListResponse> {
    const page = await this.listSavedCards.execute({ organizationId, userId, page: toPageRequest(query) });
    return presentPage(page, presentCard);
  }
}
