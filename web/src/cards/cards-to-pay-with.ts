import { ApiError, type PaymentMethod } from 'kaikei-sdk';
import { listCards } from './list-cards.js';

/** The customer's latest saved cards. None where they cannot be had: a card can still be typed in. */
export async function cardsToPayWith(signal: AbortSignal): Promise<PaymentMethod[]> {
  try {
    return (await listCards(null, signal)).data;
  } catch (cause) {
    if (cause instanceof ApiError) return [];
    throw cause;
  }
}
