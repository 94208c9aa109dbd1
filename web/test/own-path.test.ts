import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ownPath } from '../src/router/own-path.js';

const ORIGIN = 'https://shop.example';

describe('where somebody goes on after signing in', () => {
  beforeAll(() => {
    Object.assign(globalThis, { window: { location: { origin: ORIGIN } } });
  });
  afterAll(() => {
    Reflect.deleteProperty(globalThis, 'window');
  });

  it.each([
    ['/cart', '/cart'],
    ['/orders/1?paid=1', '/orders/1?paid=1'],
    [`${ORIGIN}/cart`, '/cart'],
    [null, '/'],
    ['', '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['\t//evil.example', '/'],
    ['https://evil.example/cart', '/'],
    ['https://shop.example.evil.example/', '/'],
    ['https://shop.example@evil.example/', '/'],
    ['javascript:alert(1)', '/'],
    ['data:text/html,x', '/'],
    // A path that a browser would take for another host's.
    ['/..//evil.example', '/evil.example'],
    [`${ORIGIN}//evil.example`, '/evil.example'],
    ['/.//\\evil.example', '/evil.example'],
  ])('of %j is %j', (address, path) => {
    expect(ownPath(address, '/')).toBe(path);
    expect(new URL(ownPath(address, '/'), ORIGIN).origin).toBe(ORIGIN);
  });
});
