type Plain = Record<string, unknown>;

/**
 * What an event's `previous_attributes` holds: the earlier values of the fields that changed. Sub-objects are given
 * whole, and a field that was not there before is left out, so that the result always fits Stripe's types
 * (`Partial<Charge>`); Stripe itself narrows some sub-objects down to the keys that changed.
 */
export function previousAttributes(before: object, after: object): Plain {
  const out: Plain = {};
  for (const [key, old] of Object.entries(before)) if (!same(old, (after as Plain)[key])) out[key] = old;
  return out;
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  return JSON.stringify(a) === JSON.stringify(b);
}
