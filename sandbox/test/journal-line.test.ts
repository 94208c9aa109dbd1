import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LineReader, LineWriter } from '../src/core/journal-line.js';
import { type Change, Store } from '../src/core/store.js';
import { applyDifference, Template } from '../src/core/template.js';

const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** Few keys and few values, so that objects are often alike. */
const scalar = fc.constantFrom(null, true, 0, 1, '', 'usd', undefined);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', '0', '1'), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));
const object = fc.record({ id: fc.constantFrom('x', 'y'), first: value, second: value });

test('an object is what its difference makes of the template, or is not described by it', () => {
  fc.assert(
    fc.property(object, object, (template, other) => {
      const difference = new Template(template).differenceOf(other);
      if (difference === null) return;
      expect(applyDifference(throughJson(template), throughJson(difference))).toEqual(throughJson(other));
    }),
    { numRuns: 2000 },
  );
  expect(new Template({ id: 'x', list: [] }).differenceOf({ id: 'x', list: {} })).toEqual([{ list: {} }]);
  expect(new Template({ id: 'x' }).differenceOf({ id: 'x', more: 1 })).toBeNull();
});

test('objects that are alike take a fraction of their JSON, and come back whole', () => {
  const customers = Array.from({ length: 100 }, (_, i) => ({
    id: `cus_${i}`,
    object: 'customer',
    ...Object.fromEntries(Array.from({ length: 40 }, (_each, field) => [`field_${field}`, null])),
    address: { city: 'Tokyo', line1: `${i}-1` },
  }));
  const writer = new LineWriter();
  const lines = customers.map((customer) =>
    writer.line([
      { name: 'customers', id: customer.id, object: customer, before: undefined } as unknown as Change,
    ]),
  );
  const bytes = lines.join('').length;
  expect(bytes).toBeLessThan(JSON.stringify(customers).length / 4);
  const store = new Store();
  const reader = new LineReader(store);
  for (const line of lines) reader.apply(line);
  expect([...store.collection('customers').oldestFirst()]).toEqual(customers);
  for (const line of lines) reader.apply(line);
  expect([...store.collection('customers').oldestFirst()]).toEqual(customers);
});
