import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ICatalogQueries } from '../../application/catalog/ports/catalog-queries.js';
import { DEFAULT_ORGANIZATION_ID } from '../../domain/shared/organization.js';
import { Public } from '../http/auth/public.js';
import { presentPage } from '../http/list.js';
import { ListQuery, toPageRequest } from '../http/list-query.dto.js';
import { UuidParam } from '../http/uuid-param.js';
import { presentProduct } from './product-presenter.js';
import { ProductListResponse, ProductResponse } from './product.dto.js';

@ApiTags('Catalogue')
@Public()
@Controller('api/products')
export class ProductsController {
  constructor(private readonly catalog: ICatalogQueries) {}

  /** The active products with their active prices, newest first. */
  @Get()
  @ApiOkResponse({ type: ProductListResponse })
  async list(@Query() query: ListQuery): Promise<ProductListResponse> {
    const page = await this.catalog.listProducts(DEFAULT_ORGANIZATION_ID, 'shop', toPageRequest(query));
    return presentPage(page, presentProduct);
  }

  /** One active product. */
  @Get(':id')
  @ApiOkResponse({ type: ProductResponse })
  async show(@UuidParam('id', 'product_not_found') id: string): Promise<ProductResponse> {
    return presentProduct(await this.catalog.getProduct(DEFAULT_ORGANIZATION_ID, 'shop', id));
  }
}
