import { Body, Controller, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ChangePrice } from '../../application/catalog/change-price.js';
import { CreatePrice } from '../../application/catalog/create-price.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { RequireRole } from '../http/auth/require-role.js';
import { fromPercent } from '../http/percentage.js';
import { UuidParam } from '../http/uuid-param.js';
import { IdempotentPosts } from '../http/idempotency/idempotent-posts.js';
import { IdempotentResourceId } from '../http/idempotency/idempotent-resource-id.js';
import { ChangePriceRequest, CreatePriceRequest } from './admin-price.dto.js';
import { presentAdminPrice } from './product-presenter.js';
import { AdminPriceResponse } from './product.dto.js';

@ApiTags('Administration')
@RequireRole('operator')
@Controller('api/admin/prices')
@IdempotentPosts()
export class AdminPricesController {
  constructor(
    private readonly createPrice: CreatePrice,
    private readonly changePrice: ChangePrice,
  ) {}

  /** Adds a price to a product. */
  @Post()
  @HttpCode(201)
  @ApiCreatedResponse({ type: AdminPriceResponse })
  async create(
    @CurrentUser() { organizationId, userId: actorUserId }: AuthenticatedUser,
    @IdempotentResourceId() priceId: string | undefined,
    @Body() body: CreatePriceRequest,
  ): Promise<AdminPriceResponse> {
    const facts = toPriceFacts(body);
    return presentAdminPrice(
      await this.createPrice.execute({ organizationId, actorUserId, priceId, ...facts }),
    );
  }

  /** Changes what is given: anything until the price is ordered for the first time, then `active` alone. */
  @Patch(':id')
  @ApiOkResponse({ type: AdminPriceResponse })
  async change(
    @CurrentUser() { organizationId, userId: actorUserId }: AuthenticatedUser,
    @UuidParam('id', 'price_not_found') priceId: string,
    @Body() { unit_amount: unitAmountMinor, tax_rate, active }: ChangePriceRequest,
  ): Promise<AdminPriceResponse> {
    const taxRatePpm = tax_rate === undefined ? undefined : fromPercent(tax_rate);
    const changes = { unitAmountMinor, taxRatePpm, active };
    return presentAdminPrice(
      await this.changePrice.execute({ organizationId, actorUserId, priceId, changes }),
    );
  }
}

function toPriceFacts(
  body: CreatePriceRequest,
): Omit<Parameters<CreatePrice['execute']>[0], 'organizationId' | 'actorUserId' | 'priceId'> {
  return {
    productId: body.product_id,
    currency: body.currency,
    unitAmountMinor: body.unit_amount,
    type: body.type,
    interval: body.interval ?? null,
    taxBehavior: body.tax_behavior,
    taxRatePpm: fromPercent(body.tax_rate ?? 0),
    captureMethod: body.capture_method,
    active: body.active ?? true,
  };
}
