/** Rates are parts per million inside and percent outside: 88750 is 8.875. */
const PPM_PER_PERCENT = 10_000;

/** Decimal places that a percentage can have: one part per million is 0.0001%. */
export const PERCENT_DECIMALS = 4;

export function toPercent(ppm: number): number {
  return ppm / PPM_PER_PERCENT;
}

/** @param percent with at most PERCENT_DECIMALS decimal places */
export function fromPercent(percent: number): number {
  return Math.round(percent * PPM_PER_PERCENT);
}
