import type { Page, PaymentMethod } from 'kaikei-sdk';
import { kaikei, pageFrom } from '../api/kaikei.js';

/** The customer's saved cards, the latest first. */
export function listCards(cursor: string | null, signal: AbortSignal): Promise<Page<PaymentMethod>> {
  return kaikei.get('/api/payment-methods', { query: pageFrom(cursor), signal });
}
