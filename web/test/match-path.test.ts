import { expect, test } from '@jest/globals';
import { matchPath } from '../src/router/match-path.js';

test.each([
  ['/', '/', {}],
  ['/orders', '/orders/', {}],
  ['/orders/:id', '/orders/42', { id: '42' }],
  ['/orders/:id/pay', '/orders/a%20b/pay', { id: 'a b' }],
  ['/orders/:id', '/orders/100%', { id: '100%' }],
  ['/orders/:id', '/orders', null],
  ['/orders/:id', '/orders/42/pay', null],
  ['/cart', '/orders', null],
])('%s against %s', (pattern, path, parameters) => {
  expect(matchPath(pattern, path)).toEqual(parameters);
});
