/** Reasons by which a person let a payment go on (docs.stripe.com/api/radar/reviews, `closed_reason`). */
export const RELEASING_REASONS = ['approved', 'acknowledged'] as const;

/** A review of Radar's as it was seen. Closing is one-way. */
export interface ReviewSighting {
  /** `prv_...` */
  readonly id: string;
  readonly isOpen: boolean;
  /** `rule` or `manual`; null where only the payment told of the review. */
  readonly openedReason: string | null;
  /** Null while it is open. */
  readonly closedReason: string | null;
}

/** What was bought stays here: nobody has looked yet, or whoever looked did not let it go. */
export function holdsFulfilment({ closedReason }: Pick<ReviewSighting, 'closedReason'>): boolean {
  return !RELEASING_REASONS.some((reason) => reason === closedReason);
}
