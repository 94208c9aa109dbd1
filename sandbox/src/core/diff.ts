type Plain = Record<string, unknown>;

/**
 * What an event's `previous_attributes` holds: the earlier values of what changed; inside objects only the keys that
 * changed, arrays as a whole. A key that is new has `null` as its earlier value. (Stripe's API reference, "The Event object".)
 */
export function previousAttributes(before: object, after: object): Plain {
  const out: Plain = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const old = (before as Plain)[key];
    const now = (after as Plain)[key];
    if (same(old, now)) continue;
    out[key] = isPlain(old) && isPlain(now) ? previousAttributes(old, now) : (old ?? null);
  }
  return out;
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  return JSON.stringify(a) === JSON.stringify(b);
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
