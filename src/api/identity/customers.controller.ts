import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ICustomerQueries } from '../../application/identity/ports/customer-queries.js';
import { IClock } from '../../application/ports/clock.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { RequireRole } from '../http/auth/require-role.js';
import { toPageRequest } from '../http/list-query.dto.js';
import { presentPage } from '../http/list.js';
import { UuidParam } from '../http/uuid-param.js';
import { presentCustomer, presentCustomerDetail } from './customer-presenter.js';
import { CustomerDetailResponse, CustomerListQuery, CustomerListResponse } from './customer.dto.js';

@ApiTags('Administration')
@RequireRole('operator')
@Controller('api/admin/users')
export class CustomersController {
  constructor(
    private readonly customers: ICustomerQueries,
    private readonly clock: IClock,
  ) {}

  /** Everyone with an account, the latest first. */
  @Get()
  @ApiOkResponse({ type: CustomerListResponse })
  async list(
    @CurrentUser() { organizationId }: AuthenticatedUser,
    @Query() query: CustomerListQuery,
  ): Promise<CustomerListResponse> {
    const page = await this.customers.list(organizationId, query, toPageRequest(query));
    return presentPage(page, presentCustomer);
  }

  /** One account, with what its orders come to. */
  @Get(':id')
  @ApiOkResponse({ type: CustomerDetailResponse })
  async show(
    @CurrentUser() { organizationId }: AuthenticatedUser,
    @UuidParam('id', 'user_not_found') id: string,
  ): Promise<CustomerDetailResponse> {
    return presentCustomerDetail(await this.customers.get(organizationId, id, this.clock.now()));
  }
}
