import qs from 'qs';
import { invalidRequest } from '../core/stripe-error.js';

/** What a form or query string holds before it is checked. */
export type RawValue = string | RawValue[] | { [key: string]: RawValue };
export type RawParams = Record<string, RawValue>;

/** Stripe's deepest parameters have 7 levels; deeper nesting is left in the last key and refused as unknown. */
const MAX_DEPTH = 10;

/** The longest lists that Stripe takes have 100 items, and 1000 parameters are far beyond any real request. */
const MAX_ITEMS = 200;
const MAX_PARAMETERS = 1000;

const NESTED = /\[|%5B/i;

/** Parses `a=1&b[0][c]=2`, Stripe's form encoding. Objects have no prototype: `__proto__` is just another unknown key. */
export function parseForm(text: string): RawParams {
  if (text === '') return {};
  if (!NESTED.test(text)) return parseFlat(text);
  const shallow = parseShallow(text);
  if (shallow !== null) return shallow;
  try {
    return qs.parse(text, {
      depth: MAX_DEPTH,
      arrayLimit: MAX_ITEMS,
      parameterLimit: MAX_PARAMETERS,
      plainObjects: true,
      allowEmptyArrays: false,
      throwOnLimitExceeded: true,
    }) as RawParams;
  } catch (error) {
    throw invalidRequest(`Invalid request: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** `a[b]`, where b is a name rather than an index. */
const SHALLOW = /^([^[\]]+)\[([^[\]]*[^[\]\d][^[\]]*)\]$/;

/** The usual case, one level and every name once: `metadata[order]=1`. Null for all that takes the general parser. */
function parseShallow(text: string): RawParams | null {
  const out: RawParams = Object.create(null) as RawParams;
  let count = 0;
  for (const [key, value] of new URLSearchParams(text)) {
    count += 1;
    if (key === '' || key in out || key.includes('__proto__') || count > MAX_PARAMETERS) return null;
    if (!key.includes('[')) {
      out[key] = value;
      continue;
    }
    const [, outer, inner] = SHALLOW.exec(key) ?? [];
    if (outer === undefined || inner === undefined) return null;
    const group = (out[outer] ??= Object.create(null) as RawParams);
    if (typeof group !== 'object' || Array.isArray(group) || inner in group) return null;
    group[inner] = value;
  }
  return out;
}

/** Most requests have no brackets; for these the platform's parser is several times faster. */
function parseFlat(text: string): RawParams {
  const out: RawParams = Object.create(null) as RawParams;
  for (const [key, value] of new URLSearchParams(text)) out[key] = value;
  return out;
}
