/**
 * Stripe's word for where a dispute stands: `needs_response`, `under_review`, `won`, `lost`, `prevented`, `appeal_...`;
 * `warning_...` for an inquiry, which asks questions and moves no money. Stripe adds words, so none is refused.
 */
export type DisputeStatus = string;

/** Money that a dispute has moved, in the settlement currency: below zero was taken, above was given back. */
export interface DisputeTransaction {
  readonly id: string;
  readonly amountMinor: number;
  readonly currency: string;
}

/** What room and order status need to know of a dispute. */
export interface DisputeFact {
  readonly id: string;
  readonly status: DisputeStatus;
  readonly amountMinor: number;
  /** By Stripe's own word. */
  readonly isChargeRefundable: boolean;
  readonly balanceTransactions: readonly Pick<DisputeTransaction, 'amountMinor'>[];
}

const OVER_WITHOUT_LOSS: ReadonlySet<DisputeStatus> = new Set(['won', 'prevented', 'warning_closed']);

export function isInquiry(status: DisputeStatus): boolean {
  return status.startsWith('warning_');
}

/** Nobody has to do anything, unless somebody appeals. */
export function isDisputeOver(status: DisputeStatus): boolean {
  return status === 'lost' || OVER_WITHOUT_LOSS.has(status);
}

/** What a dispute means for the money: taken for now, taken for good, or ours. An appeal opens a lost one again. */
export function standingOf({ status, balanceTransactions }: DisputeFact): 'none' | 'open' | 'lost' {
  if (status === 'lost') return 'lost';
  if (OVER_WITHOUT_LOSS.has(status) || isInquiry(status)) return 'none';
  // Counted, not summed: the money may come back at another rate than it was taken at.
  const taken = balanceTransactions.filter(({ amountMinor }) => amountMinor < 0).length;
  const givenBack = balanceTransactions.filter(({ amountMinor }) => amountMinor > 0).length;
  return taken > givenBack ? 'open' : 'none';
}

/** What all disputes of a payment mean: one that can still be answered counts before one that is lost. */
export function standingOfAll(disputes: readonly DisputeFact[]): 'none' | 'open' | 'lost' {
  const standings = disputes.map(standingOf);
  if (standings.includes('open')) return 'open';
  return standings.includes('lost') ? 'lost' : 'none';
}

/** What the bank has taken back, in minor units of the payment. */
export function disputedMinor(disputes: readonly DisputeFact[]): number {
  return disputes
    .filter((dispute) => standingOf(dispute) !== 'none')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/** Stripe refuses to refund the payment while one of these stands. */
export function blocksRefunds({ status, isChargeRefundable }: DisputeFact): boolean {
  return !isChargeRefundable && !OVER_WITHOUT_LOSS.has(status);
}
