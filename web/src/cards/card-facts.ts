import type { PaymentMethod } from 'kaikei-sdk';
import { text } from '../text/text.js';

export function cardName({ brand, last4 }: PaymentMethod): string {
  return text.cards.name(brand, last4);
}

export function spokenCardName({ brand, last4 }: PaymentMethod): string {
  return text.cards.spokenName(brand, last4);
}

/** A card is good through the last day of its month. */
export function isExpired({ exp_month, exp_year }: PaymentMethod, now: Date): boolean {
  return now >= new Date(exp_year, exp_month);
}

/** Briefly, beside the card's name, where a good card needs no more words. */
export function briefExpiry(card: PaymentMethod, now = new Date()): string {
  return isExpired(card, now) ? cardExpiry(card, now) : expiryDate(card);
}

export function cardExpiry(card: PaymentMethod, now = new Date()): string {
  const words = isExpired(card, now) ? text.cards.expired : text.cards.expires;
  return words(expiryDate(card));
}

function expiryDate({ exp_month, exp_year }: PaymentMethod): string {
  return text.cards.expiry(String(exp_month).padStart(2, '0'), String(exp_year).slice(-2));
}

/** The default card, or else the latest; null where none is good any more. */
export function preferredCard(cards: PaymentMethod[], now = new Date()): PaymentMethod | null {
  const good = cards.filter((card) => !isExpired(card, now));
  return good.find((card) => card.is_default) ?? good[0] ?? null;
}
