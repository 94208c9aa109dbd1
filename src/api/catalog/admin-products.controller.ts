import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ChangeProduct } from '../../application/catalog/change-product.js';
import { CreateProduct } from '../../application/catalog/create-product.js';
import { ICatalogQueries } from '../../application/catalog/ports/catalog-queries.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { RequireRole } from '../http/auth/require-role.js';
import { presentPage } from '../http/list.js';
import { ListQuery, toPageRequest } from '../http/list-query.dto.js';
import { UuidParam } from '../http/uuid-param.js';
import { IdempotentPosts } from '../http/idempotency/idempotent-posts.js';
import { IdempotentResourceId } from '../http/idempotency/idempotent-resource-id.js';
import { ChangeProductRequest, CreateProductRequest } from './admin-product.dto.js';
import { presentAdminProduct } from './product-presenter.js';
import { AdminProductListResponse, AdminProductResponse } from './product.dto.js';

@ApiTags('Administration')
@RequireRole('operator')
@Controller('api/admin/products')
@IdempotentPosts()
export class AdminProductsController {
  constructor(
    private readonly catalog: ICatalogQueries,
    private readonly createProduct: CreateProduct,
    private readonly changeProduct: ChangeProduct,
  ) {}

  /** Every product with every price, newest first. */
  @Get()
  @ApiOkResponse({ type: AdminProductListResponse })
  async list(
    @CurrentUser() { organizationId }: AuthenticatedUser,
    @Query() query: ListQuery,
  ): Promise<AdminProductListResponse> {
    const page = await this.catalog.listProducts(organizationId, 'operator', toPageRequest(query));
    return presentPage(page, presentAdminProduct);
  }

  /** One product, active or not. */
  @Get(':id')
  @ApiOkResponse({ type: AdminProductResponse })
  async show(
    @CurrentUser() { organizationId }: AuthenticatedUser,
    @UuidParam('id', 'product_not_found') id: string,
  ): Promise<AdminProductResponse> {
    return presentAdminProduct(await this.catalog.getProduct(organizationId, 'operator', id));
  }

  /** Adds a product; its prices are added one by one. */
  @Post()
  @HttpCode(201)
  @ApiCreatedResponse({ type: AdminProductResponse })
  async create(
    @CurrentUser() { organizationId, userId: actorUserId }: AuthenticatedUser,
    @IdempotentResourceId() productId: string | undefined,
    @Body() { name, description = '', active = true }: CreateProductRequest,
  ): Promise<AdminProductResponse> {
    const command = { organizationId, actorUserId, productId, name, description, active };
    const { id } = await this.createProduct.execute(command);
    return presentAdminProduct(await this.catalog.getProduct(organizationId, 'operator', id));
  }

  /** Changes what is given. Orders keep what they were placed with. */
  @Patch(':id')
  @ApiOkResponse({ type: AdminProductResponse })
  async change(
    @CurrentUser() { organizationId, userId: actorUserId }: AuthenticatedUser,
    @UuidParam('id', 'product_not_found') productId: string,
    @Body() { name, description, active }: ChangeProductRequest,
  ): Promise<AdminProductResponse> {
    const changes = { name, description, active };
    await this.changeProduct.execute({ organizationId, actorUserId, productId, changes });
    return presentAdminProduct(await this.catalog.getProduct(organizationId, 'operator', productId));
  }
}
