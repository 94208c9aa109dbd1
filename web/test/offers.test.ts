import { expect, test } from '@jest/globals';
import type { Price, Product } from 'kaikei-sdk';
import { chooseOffers, currenciesOf, preferredCurrency } from '../src/catalog/offers.js';

function price(id: string, currency: string, type: Price['type'] = 'one_time'): Price {
  const tax = { tax_behavior: 'inclusive', tax_rate: 10 } as const;
  return { id, currency, type, unit_amount: 100, ...tax, capture_method: 'automatic' };
}

function product(name: string, ...prices: Price[]): Product {
  return { id: name, name, description: '', prices };
}

const catalogue = [
  product('pen', price('pen-jpy', 'jpy'), price('pen-usd', 'usd')),
  product('ticket', price('ticket-usd', 'usd')),
  product('club', price('club-month', 'jpy', 'recurring'), price('club-year', 'jpy', 'recurring')),
];

test('a product is offered in the wished currency, or in one that it is sold in', () => {
  const ids = (currency: string) =>
    chooseOffers(catalogue, 'one_time', currency).flatMap(({ prices }) => prices.map(({ id }) => id));
  expect(ids('jpy')).toEqual(['pen-jpy', 'ticket-usd']);
  expect(ids('usd')).toEqual(['pen-usd', 'ticket-usd']);
});

test('subscriptions are kept apart from what is bought once, with every interval', () => {
  const [club] = chooseOffers(catalogue, 'recurring', 'jpy');
  expect(club?.prices.map(({ id }) => id)).toEqual(['club-month', 'club-year']);
});

test('the currency at first is the cart’s, then the reader’s, then the catalogue’s', () => {
  const available = currenciesOf(catalogue);
  expect(available).toEqual(['jpy', 'usd']);
  expect(preferredCurrency(available, 'usd', 'ja')).toBe('usd');
  expect(preferredCurrency(available, undefined, 'ja')).toBe('jpy');
  expect(preferredCurrency(available, undefined, 'en-US')).toBe('usd');
  expect(preferredCurrency(['eur'], undefined, 'en-US')).toBe('eur');
});
