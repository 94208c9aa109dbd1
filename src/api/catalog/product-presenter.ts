import type { PriceView, ProductView } from '../../application/catalog/ports/catalog-queries.js';
import { toPercent } from '../http/percentage.js';
import type {
  AdminPriceResponse,
  AdminProductResponse,
  PriceResponse,
  ProductResponse,
} from './product.dto.js';

export function presentProduct({ id, name, description, prices }: ProductView): ProductResponse {
  return { id, name, description, prices: prices.map(presentPrice) };
}

export function presentAdminProduct(product: ProductView): AdminProductResponse {
  return {
    id: product.id,
    name: product.name,
    description: product.description,
    active: product.active,
    prices: product.prices.map(presentAdminPrice),
    created_at: product.createdAt.toISOString(),
    updated_at: product.updatedAt.toISOString(),
  };
}

export function presentAdminPrice(price: PriceView): AdminPriceResponse {
  return {
    ...presentPrice(price),
    product_id: price.productId,
    active: price.active,
    created_at: price.createdAt.toISOString(),
    updated_at: price.updatedAt.toISOString(),
  };
}

function presentPrice(price: PriceView): PriceResponse {
  return {
    id: price.id,
    currency: price.currency,
    unit_amount: price.unitAmountMinor,
    type: price.type,
    ...(price.interval === null ? {} : { interval: price.interval }),
    tax_behavior: price.taxBehavior,
    tax_rate: toPercent(price.taxRatePpm),
    capture_method: price.captureMethod,
  };
}
