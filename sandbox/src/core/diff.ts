type Plain = Record<string, unknown>;

/**
 * What an event's `previous_attributes` holds: the earlier values of the fields that changed, and of `metadata` only the
 * keys that did. Other sub-objects are given whole, and what was not there before is left out, so that the result always
 * fits Stripe's types (`Partial<Charge>`), which Stripe itself does not always keep to.
 */
export function previousAttributes(before: object, after: object): Plain {
  const out: Plain = {};
  for (const [key, old] of Object.entries(before)) {
    const now = (after as Plain)[key];
    if (!same(old, now)) out[key] = key === 'metadata' ? changedKeys(old as Plain, now as Plain) : old;
  }
  return out;
}

function changedKeys(before: Plain, after: Plain): Plain {
  return Object.fromEntries(Object.entries(before).filter(([key, old]) => old !== after[key]));
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  return JSON.stringify(a) === JSON.stringify(b);
}
