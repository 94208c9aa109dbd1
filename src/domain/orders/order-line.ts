import type { TaxBehavior } from '../shared/tax-behavior.js';

/** One thing that was bought, as it stood in the catalogue then: later changes there never reach an order. */
export interface OrderLine {
  readonly id: string;
  readonly priceId: string;
  readonly productId: string;
  readonly productName: string;
  /** In the order's currency. */
  readonly unitAmountMinor: number;
  /** 1 to 999. */
  readonly quantity: number;
  readonly taxBehavior: TaxBehavior;
  /** Parts per million: 10% is 100000. */
  readonly taxRatePpm: number;
}

export function lineAmountMinor(line: Pick<OrderLine, 'unitAmountMinor' | 'quantity'>): number {
  return line.unitAmountMinor * line.quantity;
}
