import { Injectable } from '@nestjs/common';
import {
  ICatalogQueries,
  type CatalogAudience,
  type PriceView,
  type ProductView,
} from '../../../application/catalog/ports/catalog-queries.js';
import { type Page, type PageRequest, toPage } from '../../../application/page.js';
import { ProductNotFound } from '../../../domain/catalog/catalog-errors.js';
import { decodeIdCursor, encodeCursor } from '../cursor.js';
import { Database } from '../database.js';
import { isUuid } from '../uuid.js';

/** Times inside JSON arrive as text; amounts as numbers, which hold every amount that a price can have. */
type PriceJson = Omit<PriceView, 'createdAt' | 'updatedAt'> & Record<'createdAt' | 'updatedAt', string>;
type ProductRow = Omit<ProductView, 'prices'> & { readonly prices: readonly PriceJson[] };

/** $1 the organization, $2 whether inactive products and prices show. */
const PRODUCTS = `
  SELECT p.id, p.name, p.description, p.active, p.created_at AS "createdAt", p.updated_at AS "updatedAt",
    coalesce((
      SELECT json_agg(json_build_object(
        'id', r.id, 'productId', r.product_id, 'currency', r.currency, 'unitAmountMinor', r.unit_amount_minor,
        'type', r.type, 'interval', r.interval, 'taxBehavior', r.tax_behavior, 'taxRatePpm', r.tax_rate_ppm,
        'captureMethod', r.capture_method,
        'active', r.active, 'createdAt', r.created_at, 'updatedAt', r.updated_at) ORDER BY r.id)
      FROM prices r WHERE r.product_id = p.id AND (r.active OR $2)
    ), '[]') AS prices
  FROM products p
  WHERE p.organization_id = $1 AND (p.active OR $2)`;

@Injectable()
export class CatalogQueries extends ICatalogQueries {
  constructor(private readonly database: Database) {
    super();
  }

  async listProducts(
    organizationId: string,
    audience: CatalogAudience,
    { limit, cursor }: PageRequest,
  ): Promise<Page<ProductView>> {
    const rows = await this.database.query<ProductRow>(
      `${PRODUCTS} AND ($3::uuid IS NULL OR p.id < $3) ORDER BY p.id DESC LIMIT $4`,
      [organizationId, audience === 'operator', decodeIdCursor(cursor), limit + 1],
    );
    return toPage(rows.map(fromRow), limit, ({ id }) => encodeCursor(id));
  }

  async getProduct(organizationId: string, audience: CatalogAudience, id: string): Promise<ProductView> {
    if (!isUuid(id)) throw new ProductNotFound(id);
    const [row] = await this.database.query<ProductRow>(`${PRODUCTS} AND p.id = $3`, [
      organizationId,
      audience === 'operator',
      id,
    ]);
    if (!row) throw new ProductNotFound(id);
    return fromRow(row);
  }
}

function fromRow({ prices, ...product }: ProductRow): ProductView {
  return {
    ...product,
    prices: prices.map((price) => ({
      ...price,
      createdAt: new Date(price.createdAt),
      updatedAt: new Date(price.updatedAt),
    })),
  };
}
