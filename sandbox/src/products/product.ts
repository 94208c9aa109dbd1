import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import { invalidRequest, stateError } from '../core/stripe-error.js';
import { orNull } from '../customers/customer.js';
import { mergeMetadata } from '../http/metadata.js';
import { found } from '../http/standard-routes.js';

/** `products.create`, and `product_data` of prices and line items. */
export interface ProductParams {
  id?: string;
  name: string;
  active?: boolean;
  description?: string;
  images?: string[];
  metadata?: unknown;
  marketing_features?: { name: string }[];
  package_dimensions?: Stripe.Product.PackageDimensions;
  shippable?: boolean;
  statement_descriptor?: string;
  tax_code?: string;
  unit_label?: string;
  url?: string;
}

export function newProduct(op: Operation, params: ProductParams): Stripe.Product {
  if (params.name === '')
    throw invalidRequest('The product name cannot be empty.', {
      code: 'parameter_invalid_empty',
      param: 'name',
    });
  if (params.id !== undefined && op.get('products', params.id) !== undefined)
    throw stateError('Product already exists.', 'resource_already_exists', { param: 'id' });
  const product: Stripe.Product = {
    id: params.id ?? op.id('prod'),
    object: 'product',
    active: params.active ?? true,
    created: op.now,
    default_price: null,
    description: orNull(params.description),
    images: params.images ?? [],
    livemode: false,
    marketing_features: params.marketing_features ?? [],
    metadata: mergeMetadata({}, params.metadata as Record<string, string> | undefined),
    name: params.name,
    package_dimensions: params.package_dimensions ?? null,
    shippable: params.shippable ?? null,
    statement_descriptor: orNull(params.statement_descriptor),
    tax_code: orNull(params.tax_code),
    tax_details: null,
    type: 'service',
    unit_label: orNull(params.unit_label),
    updated: op.now,
    url: orNull(params.url),
  };
  op.put('products', product);
  op.emit('product.created', product);
  return product;
}

export function liveProduct(op: Operation, id: string | undefined, param?: string): Stripe.Product {
  const product = found(op, 'products', id, 'product', param);
  if (product.deleted !== true) return product;
  throw invalidRequest(`No such product: '${id}'; it was deleted.`, {
    code: 'resource_missing',
    param: param ?? 'id',
  });
}
