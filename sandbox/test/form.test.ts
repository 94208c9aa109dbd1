import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import qs from 'qs';
import { parseForm } from '../src/http/form.js';

const name = fc.constantFrom('a', 'b', 'metadata', 'é', 'a]', '');
const inner = fc.constantFrom('', '[x]', '[y]', '[order id]', '[0]', '[]', '[x][y]', '[x', '[__proto__]');
const value = fc.constantFrom('1', '', 'a b&c=+é%', 'true');
const encoded = fc.tuple(name, inner, value, fc.boolean()).map(([outer, rest, given, brackets]) => {
  const key = brackets ? encodeURIComponent(outer + rest) : `${encodeURIComponent(outer)}${rest}`;
  return `${key}=${encodeURIComponent(given)}`;
});
const form = fc.array(encoded, { maxLength: 4 }).map((pairs) => [...pairs, 'last[field]=1'].join('&'));

test('the short way through a nested form leads to where the general parser does', () => {
  fc.assert(
    fc.property(form, (text) => {
      const general = qs.parse(text, { depth: 10, arrayLimit: 200, plainObjects: true });
      expect(JSON.stringify(parseForm(text))).toBe(JSON.stringify(general));
    }),
    { numRuns: 3000 },
  );
  expect(parseForm('metadata[order]=1&amount=2')).toEqual({ metadata: { order: '1' }, amount: '2' });
});
