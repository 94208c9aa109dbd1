// The cart as a value: every change makes a new one. An order has one currency, so that a cart in two becomes two orders.

export const MAX_QUANTITY = 999;

// A generous shopping trip. It bounds what is kept in the browser and sent in one order.
export const MAX_LINES = 50;

/** What was put into the cart. A price never changes once it was used, so the copy of its amount stays true. */
export interface CartItem {
  priceId: string;
  productId: string;
  name: string;
  currency: string;
  unitAmount: number;
}

export interface CartLine extends CartItem {
  quantity: number;
}

/**
 * @property orderKeys by currency, the idempotency key that an order of just these lines is placed under: a double click, a second tab
 * and a retry after a lost answer then make one order. Any change to the lines makes another key.
 */
export interface Cart {
  lines: readonly CartLine[];
  orderKeys: Readonly<Record<string, string>>;
}

/** The lines of one currency: what becomes one order. */
export interface CartGroup {
  currency: string;
  orderKey: string;
  lines: readonly CartLine[];
  /** Before tax and only as a guide: the order's own totals come from the server. */
  sum: number;
}

export type NewKey = () => string;

export const emptyCart: Cart = { lines: [], orderKeys: {} };

export function addToCart(cart: Cart, item: CartItem, newKey: NewKey): Cart {
  const present = cart.lines.find((line) => line.priceId === item.priceId);
  if (present) return setQuantity(cart, item.priceId, present.quantity + 1, newKey);
  if (cart.lines.length >= MAX_LINES) return cart;
  return withLines(cart, [...cart.lines, { ...item, quantity: 1 }], item.currency, newKey);
}

export function setQuantity(cart: Cart, priceId: string, quantity: number, newKey: NewKey): Cart {
  const line = cart.lines.find((candidate) => candidate.priceId === priceId);
  const wanted = clampQuantity(quantity);
  if (!line || line.quantity === wanted) return cart;
  const lines = cart.lines.map((other) => (other === line ? { ...line, quantity: wanted } : other));
  return withLines(cart, lines, line.currency, newKey);
}

export function removeFromCart(cart: Cart, priceId: string, newKey: NewKey): Cart {
  const line = cart.lines.find((candidate) => candidate.priceId === priceId);
  if (!line) return cart;
  const lines = cart.lines.filter((other) => other !== line);
  return withLines(cart, lines, line.currency, newKey);
}

/** Takes out what was ordered under `orderKey`; a cart that was changed since keeps its lines. */
export function removeOrdered(cart: Cart, orderKey: string): Cart {
  const currency = Object.keys(cart.orderKeys).find((code) => cart.orderKeys[code] === orderKey);
  if (currency === undefined) return cart;
  const { [currency]: _ordered, ...orderKeys } = cart.orderKeys;
  return { lines: cart.lines.filter((line) => line.currency !== currency), orderKeys };
}

/** Another key for the same lines, once the server has refused an order under the present one. */
export function renewOrderKey(cart: Cart, currency: string, newKey: NewKey): Cart {
  return { ...cart, orderKeys: { ...cart.orderKeys, [currency]: newKey() } };
}

/** In the order in which the currencies came into the cart. */
export function groupByCurrency(cart: Cart): CartGroup[] {
  const currencies = [...new Set(cart.lines.map((line) => line.currency))];
  return currencies.map((currency) => {
    const lines = cart.lines.filter((line) => line.currency === currency);
    const sum = lines.reduce((total, line) => total + line.unitAmount * line.quantity, 0);
    return { currency, orderKey: cart.orderKeys[currency] ?? '', lines, sum };
  });
}

export function countItems(cart: Cart): number {
  return cart.lines.reduce((count, line) => count + line.quantity, 0);
}

export function quantityOf(cart: Cart, priceId: string): number {
  return cart.lines.find((line) => line.priceId === priceId)?.quantity ?? 0;
}

export function clampQuantity(quantity: number): number {
  return Number.isFinite(quantity) ? Math.min(MAX_QUANTITY, Math.max(1, Math.trunc(quantity))) : 1;
}

function withLines(cart: Cart, lines: CartLine[], currency: string, newKey: NewKey): Cart {
  const { [currency]: _outdated, ...otherKeys } = cart.orderKeys;
  const stillUsed = lines.some((line) => line.currency === currency);
  return { lines, orderKeys: stillUsed ? { ...otherKeys, [currency]: newKey() } : otherKeys };
}
