import type { BillingInterval, PriceType } from '../../domain/catalog/price.js';
import type { CaptureMethod } from '../../domain/shared/capture-method.js';
import type { TaxBehavior } from '../../domain/shared/tax-behavior.js';

/** The words of the domain, for validation and documentation: one that is added there is missing here at compile time. */
export const PRICE_TYPES = Object.keys({
  one_time: true,
  recurring: true,
} satisfies Record<PriceType, true>);

export const INTERVALS = Object.keys({
  day: true,
  week: true,
  month: true,
  year: true,
} satisfies Record<BillingInterval, true>);

export const TAX_BEHAVIORS = Object.keys({
  inclusive: true,
  exclusive: true,
} satisfies Record<TaxBehavior, true>);

export const CAPTURE_METHODS = Object.keys({
  automatic: true,
  manual: true,
} satisfies Record<CaptureMethod, true>);
