/** @typedef {{ median: number, min: number, max: number }} Summary */

/**
 * @param {readonly number[]} values at least one
 * @returns {Summary}
 */
export function summarize(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: quantile(sorted, 0.5), min: sorted.at(0) ?? NaN, max: sorted.at(-1) ?? NaN };
}

/**
 * @param {readonly number[]} sorted ascending
 * @param {number} share 0 to 1
 * @returns {number} linearly between the two nearest values
 */
export function quantile(sorted, share) {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? NaN;
  const above = sorted[Math.ceil(position)] ?? NaN;
  return below + (above - below) * (position - Math.floor(position));
}

/**
 * @param {Summary} summary
 * @param {(value: number) => string} format
 */
export const withRange = ({ median, min, max }, format) =>
  `${format(median)}  (${format(min)} to ${format(max)})`;
