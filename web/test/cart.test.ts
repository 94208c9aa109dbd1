import { describe, expect, test } from '@jest/globals';
import {
  addToCart,
  type Cart,
  type CartItem,
  countItems,
  emptyCart,
  groupByCurrency,
  MAX_LINES,
  quantityOf,
  removeFromCart,
  removeOrdered,
  renewOrderKey,
  setQuantity,
} from '../src/cart/cart.js';
import { parseCart } from '../src/cart/parse-cart.js';

const notebook: CartItem = {
  priceId: 'p1',
  productId: 'n',
  name: 'Notebook',
  currency: 'jpy',
  unitAmount: 1200,
};
const ink: CartItem = { priceId: 'p2', productId: 'i', name: 'Ink', currency: 'jpy', unitAmount: 800 };
const ticket: CartItem = {
  priceId: 'p3',
  productId: 't',
  name: 'Ticket',
  currency: 'usd',
  unitAmount: 24900,
};

function keys(): () => string {
  let count = 0;
  return () => `key-${++count}`;
}

function cartOf(...items: CartItem[]): Cart {
  const newKey = keys();
  return items.reduce((cart, item) => addToCart(cart, item, newKey), emptyCart);
}

describe('the cart', () => {
  test('counts the same thing once more instead of listing it twice', () => {
    const cart = cartOf(notebook, notebook, ink);
    expect(cart.lines).toHaveLength(2);
    expect(quantityOf(cart, 'p1')).toBe(2);
    expect(countItems(cart)).toBe(3);
  });

  test.each([
    [0, 1],
    [-5, 1],
    [Number.NaN, 1],
    [2.9, 2],
    [1000, 999],
  ])('takes a quantity of %d as %d', (wanted, taken) => {
    expect(quantityOf(setQuantity(cartOf(ink, notebook, notebook), 'p1', wanted, keys()), 'p1')).toBe(taken);
  });

  test('holds a bounded number of different things', () => {
    const many = Array.from({ length: MAX_LINES + 1 }, (_, index) => ({ ...ink, priceId: `x${index}` }));
    expect(cartOf(...many).lines).toHaveLength(MAX_LINES);
  });

  test('becomes one order for each currency', () => {
    expect(groupByCurrency(cartOf(notebook, ticket, ink, notebook))).toMatchObject([
      { currency: 'jpy', sum: 3200, lines: [{ priceId: 'p1', quantity: 2 }, { priceId: 'p2' }] },
      { currency: 'usd', sum: 24900, lines: [{ priceId: 'p3' }] },
    ]);
  });
});

describe('the key that an order is placed under', () => {
  test('stays while the lines stay, so that a double click makes one order', () => {
    const cart = cartOf(notebook);
    const again = setQuantity(cart, 'p1', 1, () => 'another');
    expect(again.orderKeys).toEqual(cart.orderKeys);
  });

  test('is another one as soon as a line of that currency changes, and of no other', () => {
    const cart = cartOf(notebook, ticket);
    const changed = setQuantity(cart, 'p1', 3, () => 'another');
    expect(changed.orderKeys).toEqual({ jpy: 'another', usd: cart.orderKeys.usd });
  });

  test('is renewed on request, for what was refused', () => {
    expect(renewOrderKey(cartOf(notebook), 'jpy', () => 'another').orderKeys).toEqual({ jpy: 'another' });
  });

  test('goes with the last line of its currency', () => {
    expect(removeFromCart(cartOf(notebook), 'p1', keys())).toEqual(emptyCart);
  });

  test('takes exactly the ordered lines out of the cart', () => {
    const cart = cartOf(notebook, ticket);
    expect(removeOrdered(cart, cart.orderKeys.jpy ?? '').lines.map((line) => line.priceId)).toEqual(['p3']);
  });

  test('leaves a cart alone that was changed while the order was placed', () => {
    const cart = cartOf(notebook);
    const changed = addToCart(cart, ink, () => 'another');
    expect(removeOrdered(changed, cart.orderKeys.jpy ?? '')).toBe(changed);
  });
});

describe('a kept cart is read with suspicion', () => {
  test('what was written comes back', () => {
    const cart = cartOf(notebook, ticket);
    expect(parseCart(JSON.stringify(cart), keys())).toEqual(cart);
  });

  test.each([null, '', '{', '[]', '7', '{"lines":7}', '{"lines":[null,{},{"priceId":7}]}'])(
    '%s is an empty cart',
    (stored) => {
      expect(parseCart(stored, keys()).lines).toEqual([]);
    },
  );

  test('quantities are brought within limits, and a missing key is made', () => {
    const stored = JSON.stringify({ lines: [{ ...notebook, quantity: 5000 }] });
    expect(parseCart(stored, () => 'made')).toEqual({
      lines: [{ ...notebook, quantity: 999 }],
      orderKeys: { jpy: 'made' },
    });
  });
});
