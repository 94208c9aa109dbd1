import { invalidRequest } from '../core/stripe-error.js';
import type { RawValue } from './form.js';

/** docs.stripe.com/api/metadata */
const MAX_KEYS = 50;
const MAX_KEY_LENGTH = 40;
const MAX_VALUE_LENGTH = 500;

export type Metadata = Record<string, string>;

/** Checks metadata as sent; an empty value stands for "remove this key". */
export function checkMetadata(value: Record<string, RawValue>, at: string): Metadata {
  const out: Metadata = {};
  for (const [key, each] of Object.entries(value)) {
    if (typeof each !== 'string' || /[[\]]/.test(key))
      throw invalidRequest(
        'Metadata values must be strings, and metadata keys may not contain square brackets.',
        {
          param: `${at}[${key}]`,
        },
      );
    if (key.length > MAX_KEY_LENGTH)
      throw invalidRequest(
        `Metadata keys can have up to ${MAX_KEY_LENGTH} characters, but you passed in a key with ${key.length} characters. Invalid key: ${key.slice(0, 60)}`,
        { param: at },
      );
    if (each.length > MAX_VALUE_LENGTH)
      throw invalidRequest(
        `Metadata values can have up to ${MAX_VALUE_LENGTH} characters, but you passed in a value that is ${each.length} characters. Invalid value: ${each.slice(0, 60)}`,
        { param: `${at}[${key}]` },
      );
    out[key] = each;
  }
  return out;
}

/** What is kept after an update: keys are merged, empty values remove theirs, and an empty string removes all. */
export function mergeMetadata(kept: Metadata, sent: Metadata | '' | null | undefined): Metadata {
  if (sent === undefined) return kept;
  if (sent === '' || sent === null) return {};
  const merged = Object.fromEntries(Object.entries({ ...kept, ...sent }).filter(([, value]) => value !== ''));
  if (Object.keys(merged).length > MAX_KEYS)
    throw invalidRequest(`You can specify up to ${MAX_KEYS} metadata keys.`, { param: 'metadata' });
  return merged;
}
