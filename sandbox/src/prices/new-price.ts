import type { Operation } from '../core/operation.js';
import { invalidRequest, notInSandbox } from '../core/stripe-error.js';
import { orNull } from '../customers/customer.js';
import { mergeMetadata } from '../http/metadata.js';
import { checkCurrency } from '../money/check-amount.js';
import { newProduct, liveProduct } from '../products/product.js';
import type { SandboxPrice } from './sandbox-price.js';

/** `prices.create`, `price_data` of line items and `default_price_data` of products: they differ in what they leave out. */
export interface PriceParams {
  currency: string;
  product?: string;
  product_data?: { name: string; metadata?: unknown; description?: string; images?: string[] };
  unit_amount?: number;
  unit_amount_decimal?: unknown;
  recurring?: {
    interval: string;
    interval_count?: number;
    trial_period_days?: number;
    usage_type?: string;
    meter?: string;
  };
  tax_behavior?: string;
  nickname?: string;
  lookup_key?: string;
  active?: boolean;
  metadata?: unknown;
  billing_scheme?: string;
  custom_unit_amount?: unknown;
  tiers?: unknown;
  currency_options?: unknown;
  transform_quantity?: unknown;
}

export function newPrice(op: Operation, params: PriceParams): SandboxPrice {
  const currency = checkCurrency(params.currency);
  for (const field of ['custom_unit_amount', 'tiers', 'currency_options', 'transform_quantity'] as const)
    if (params[field] !== undefined) throw notInSandbox(`\`${field}\``, field);
  const unit_amount = unitAmount(params);
  const product = productOf(op, params);
  const price = op.put('prices', {
    id: op.id('price'),
    object: 'price',
    active: params.active ?? true,
    billing_scheme: 'per_unit',
    created: op.now,
    currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: orNull(params.lookup_key),
    metadata: mergeMetadata({}, params.metadata as Record<string, string> | undefined),
    nickname: orNull(params.nickname),
    product,
    recurring: params.recurring
      ? {
          interval: params.recurring.interval,
          interval_count: params.recurring.interval_count ?? 1,
          meter: params.recurring.meter ?? null,
          trial_period_days: params.recurring.trial_period_days ?? null,
          usage_type: params.recurring.usage_type ?? 'licensed',
        }
      : null,
    tax_behavior: params.tax_behavior ?? 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: params.recurring ? 'recurring' : 'one_time',
    unit_amount: Number.isInteger(unit_amount) ? unit_amount : null,
    unit_amount_decimal: String(unit_amount),
  });
  op.emit('price.created', price);
  return price;
}

function unitAmount(params: PriceParams): number {
  const decimal = params.unit_amount_decimal;
  if (typeof decimal === 'string' && /^\d+(\.\d{1,12})?$/.test(decimal)) return Number(decimal);
  if (params.unit_amount === undefined)
    throw invalidRequest('You must specify either `unit_amount` or `unit_amount_decimal`.', {
      code: 'parameter_missing',
      param: 'unit_amount',
    });
  if (params.unit_amount >= 0) return params.unit_amount;
  throw invalidRequest('Invalid non-negative integer', {
    code: 'parameter_invalid_integer',
    param: 'unit_amount',
  });
}

function productOf(op: Operation, params: PriceParams): string {
  if (params.product_data) return newProduct(op, params.product_data).id;
  if (params.product) return liveProduct(op, params.product, 'product').id;
  throw invalidRequest('You must specify either `product` or `product_data`.', {
    code: 'parameter_missing',
    param: 'product',
  });
}
