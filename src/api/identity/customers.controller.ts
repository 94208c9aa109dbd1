import { Body, Controller, Get, Patch, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ChangeRole } from '../../application/identity/change-role.js';
import { ICustomerQueries } from '../../application/identity/ports/customer-queries.js';
import { IClock } from '../../application/ports/clock.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { RequireRole } from '../http/auth/require-role.js';
import { toPageRequest } from '../http/list-query.dto.js';
import { presentPage } from '../http/list.js';
import { UuidParam } from '../http/uuid-param.js';
import { presentCustomer, presentCustomerDetail } from './customer-presenter.js';
import {
  ChangeCustomerRequest,
  CustomerDetailResponse,
  CustomerListQuery,
  CustomerListResponse,
} from './customer.dto.js';

@ApiTags('Administration')
@RequireRole('operator')
@Controller('api/admin/users')
export class CustomersController {
  constructor(
    private readonly customers: ICustomerQueries,
    private readonly changeRole: ChangeRole,
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

  /**
   * Makes somebody an operator, or a customer again; they are signed out everywhere and sign in anew. Operators have a password
   * (else 409 `signs_in_elsewhere`) and a verified address (else 409 `email_unverified`). Nobody changes their own role (409
   * `own_role`).
   */
  @Patch(':id')
  @ApiOkResponse({ type: CustomerDetailResponse })
  async change(
    @CurrentUser() { organizationId, userId: actorUserId }: AuthenticatedUser,
    @UuidParam('id', 'user_not_found') userId: string,
    @Body() { role }: ChangeCustomerRequest,
  ): Promise<CustomerDetailResponse> {
    await this.changeRole.execute({ organizationId, actorUserId, userId, role });
    return presentCustomerDetail(await this.customers.get(organizationId, userId, this.clock.now()));
  }
}
