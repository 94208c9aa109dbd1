import { type Cart, type CartLine, clampQuantity, emptyCart, MAX_LINES, type NewKey } from './cart.js';

/** What the browser kept, read with suspicion: an older version of the shop, or someone by hand, may have written it. */
export function parseCart(stored: string | null, newKey: NewKey): Cart {
  const value = parseJson(stored);
  if (!isRecord(value) || !Array.isArray(value.lines)) return emptyCart;
  const lines = value.lines.filter(isLine).slice(0, MAX_LINES).map(withinLimits);
  const keys = isRecord(value.orderKeys) ? value.orderKeys : {};
  const currencies = new Set(lines.map((line) => line.currency));
  return {
    lines,
    orderKeys: Object.fromEntries([...currencies].map((code) => [code, keyOf(keys[code], newKey)])),
  };
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isLine(value: unknown): value is CartLine {
  if (!isRecord(value)) return false;
  const texts = ['priceId', 'productId', 'name', 'currency'].every((key) => typeof value[key] === 'string');
  return texts && Number.isSafeInteger(value.unitAmount) && Number.isSafeInteger(value.quantity);
}

function withinLimits(line: CartLine): CartLine {
  return { ...line, quantity: clampQuantity(line.quantity) };
}

function keyOf(value: unknown, newKey: NewKey): string {
  return typeof value === 'string' && value !== '' ? value : newKey();
}
