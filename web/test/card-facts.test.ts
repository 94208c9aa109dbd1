import { beforeAll, describe, expect, test } from '@jest/globals';
import type { PaymentMethod } from 'kaikei-sdk';
import {
  briefExpiry,
  cardExpiry,
  cardName,
  isExpired,
  preferredCard,
  spokenCardName,
} from '../src/cards/card-facts.js';
import { speak } from '../src/text/text.js';

beforeAll(() => speak('en'));

function card(id: string, changes: Partial<PaymentMethod> = {}): PaymentMethod {
  const facts = {
    brand: 'visa',
    last4: '4242',
    exp_month: 9,
    exp_year: 2026,
    funding: 'credit',
    wallet: null,
  };
  return { id, ...facts, is_default: false, created_at: '2026-11-20T00:00:00Z', ...changes };
}

test('a card is named as people know it, and as Stripe has it where nobody else does', () => {
  expect(cardName(card('a'))).toBe('Visa •••• 4242');
  expect(spokenCardName(card('a', { brand: 'girocard' }))).toBe('girocard ending in 4242');
});

test('a card is good through the last day of its month', () => {
  expect(isExpired(card('a'), new Date(2026, 8, 30, 23, 59))).toBe(false);
  expect(isExpired(card('a'), new Date(2026, 9, 1))).toBe(true);
  expect(isExpired(card('a', { exp_month: 12 }), new Date(2026, 11, 31))).toBe(false);
  expect(cardExpiry(card('a'), new Date(2026, 8, 30))).toBe('Expires 09/26');
  expect(cardExpiry(card('a'), new Date(2026, 9, 1))).toBe('Expired 09/26');
  expect(briefExpiry(card('a'), new Date(2026, 8, 30))).toBe('09/26');
  expect(briefExpiry(card('a'), new Date(2026, 9, 1))).toBe('Expired 09/26');
});

describe('the card that is chosen at first', () => {
  const now = new Date(2026, 8, 1);
  const old = card('old', { exp_year: 2025, is_default: true });

  test('is the default one', () => {
    expect(preferredCard([card('a'), card('b', { is_default: true })], now)?.id).toBe('b');
  });

  test('is the latest where there is no default, or the default is no longer good', () => {
    expect(preferredCard([card('a'), card('b')], now)?.id).toBe('a');
    expect(preferredCard([old, card('a')], now)?.id).toBe('a');
  });

  test('is none where none is good', () => {
    expect(preferredCard([old], now)).toBeNull();
    expect(preferredCard([], now)).toBeNull();
  });
});
