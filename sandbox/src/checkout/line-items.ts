import type { Operation } from '../core/operation.js';
import { idOf } from '../core/id-of.js';
import { invalidRequest, notInSandbox, parameterMissing } from '../core/stripe-error.js';
import { found } from '../http/standard-routes.js';
import { newPrice, type PriceParams } from '../prices/new-price.js';
import type { SandboxPrice } from '../prices/sandbox-price.js';
import type { SandboxLineItem } from './checkout-state.js';

/** Stripe takes up to 100 line items. */
const MAX_ITEMS = 100;

export interface LineItemParams {
  price?: string;
  price_data?: PriceParams;
  quantity?: number;
  tax_rates?: string[];
  metadata?: Record<string, string>;
  /** How items were described before there were prices: what one of them costs, in minor units, and what it is. */
  amount?: number;
  currency?: string;
  name?: string;
  description?: string;
  images?: string[];
}

/** Turns line items as sent into items with amounts. All must be in one currency and, for payments, one-time. */
export function lineItems(op: Operation, sent: LineItemParams[]): SandboxLineItem[] {
  if (sent.length > MAX_ITEMS)
    throw invalidRequest(`You can have at most ${MAX_ITEMS} line items.`, { param: 'line_items' });
  const items = sent.map((each, index) => lineItem(op, each, `line_items[${index}]`));
  if (new Set(items.map((item) => item.currency)).size > 1)
    throw invalidRequest('All prices on a Checkout Session must have the same currency.', {
      param: 'line_items',
    });
  return items;
}

function lineItem(op: Operation, sent: LineItemParams, at: string): SandboxLineItem {
  if (sent.tax_rates?.length) throw notInSandbox('tax rates', `${at}[tax_rates]`);
  const { quantity } = sent;
  if (quantity === undefined)
    throw invalidRequest(`Quantity is required. Add \`quantity\` to \`${at}\``, {
      code: 'parameter_missing',
      param: `${at}[quantity]`,
    });
  if (quantity < 1 || quantity > 999_999)
    throw invalidRequest('Invalid quantity: it must be from 1 to 999999.', { param: `${at}[quantity]` });
  const price = priceOf(op, sent, at);
  if (!price.active && sent.price !== undefined)
    throw invalidRequest(`The price specified is inactive. This field only accepts active prices.`, {
      param: `${at}[price]`,
    });
  if (price.type === 'recurring')
    throw invalidRequest(
      'You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.',
      { param: `${at}[price]` },
    );
  const amount = Math.round(Number(price.unit_amount_decimal) * quantity);
  const product = op.must('products', idOf(price.product));
  return {
    id: op.id('li'),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: price.currency,
    description: product.deleted === true ? null : product.name,
    metadata: sent.metadata ?? {},
    price,
    quantity,
  };
}

function priceOf(op: Operation, sent: LineItemParams, at: string): SandboxPrice {
  if (sent.price) return found(op, 'prices', sent.price, 'price', `${at}[price]`);
  const data = sent.price_data ?? describedItem(sent);
  if (!data) throw parameterMissing(`${at}[price]`);
  return newPrice(op, { ...data, active: false });
}

function describedItem({ amount, currency, name, description, images }: LineItemParams): PriceParams | null {
  if (amount === undefined || currency === undefined || name === undefined) return null;
  const about = { ...(description === undefined ? {} : { description }), ...(images ? { images } : {}) };
  return { currency, unit_amount: amount, product_data: { name, ...about } };
}
