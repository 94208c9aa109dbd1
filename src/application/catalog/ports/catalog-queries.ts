import type { PriceSnapshot } from '../../../domain/catalog/price.js';
import type { ProductSnapshot } from '../../../domain/catalog/product.js';
import type { Page, PageRequest } from '../../page.js';

export type PriceView = Omit<PriceSnapshot, 'organizationId' | 'version'>;

export interface ProductView extends Omit<ProductSnapshot, 'organizationId' | 'version'> {
  /** Oldest first. */
  readonly prices: readonly PriceView[];
}

/** `shop`: active products with their active prices. `operator`: everything. */
export type CatalogAudience = 'shop' | 'operator';

export abstract class ICatalogQueries {
  /** Newest first. @throws DomainError `cursor_invalid`. */
  abstract listProducts(
    organizationId: string,
    audience: CatalogAudience,
    page: PageRequest,
  ): Promise<Page<ProductView>>;

  /** @throws ProductNotFound */
  abstract getProduct(organizationId: string, audience: CatalogAudience, id: string): Promise<ProductView>;
}
