/** A million rows of the usual size; what is left is for the next run. */
const MAX_BATCHES = 1_000;

/**
 * Does one short statement after the other, each with locks of milliseconds, until one finds fewer rows than it may have,
 * or the process is told to stop.
 *
 * @param size rows that `statement` takes at most
 * @param statement answers how many it has taken
 * @returns how many all have taken
 */
export async function inBatches(
  size: number,
  signal: AbortSignal,
  statement: (limit: number) => Promise<number>,
): Promise<number> {
  let taken = 0;
  for (let batch = 0; batch < MAX_BATCHES && !signal.aborted; batch += 1) {
    const count = await statement(size);
    taken += count;
    if (count < size) break;
  }
  return taken;
}
