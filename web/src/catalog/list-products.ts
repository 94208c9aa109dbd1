import type { Page, Product } from 'kaikei-sdk';
import { kaikei, pageFrom } from '../api/kaikei.js';

/** What is on sale. */
export function listProducts(cursor: string | null, signal: AbortSignal): Promise<Page<Product>> {
  return kaikei.get('/api/products', { query: pageFrom(cursor), signal });
}
