import { type DeadlyFlow, DeadlyShop, type PointKind } from './deadly-shop.js';
import type { When } from './kill-point.js';

/** Each with all its processes: more would only wait for the same two processors. */
const LANES = 2;

export interface Sweep {
  readonly name: string;
  readonly flow: DeadlyFlow;
  readonly kind: PointKind;
  readonly when: When;
}

/** @returns a sweep for each kind of point, before and after it takes effect */
export function sweepsOf(flows: readonly DeadlyFlow[]): Sweep[] {
  return flows.flatMap((flow) =>
    (['commit', 'stripe'] as const).flatMap((kind) =>
      (['before', 'after'] as const).map((when) => ({ name: flow.name, flow, kind, when })),
    ),
  );
}

/**
 * Several at once, each in a shop of its own.
 *
 * @returns how many points each has found, or what went wrong in it
 * @throws Error with the promises that do not hold once all have come back
 */
async function runSweeps(
  sweeps: readonly Sweep[],
): Promise<ReadonlyMap<Sweep, PromiseSettledResult<number>>> {
  const found = new Map<Sweep, PromiseSettledResult<number>>();
  const queue = sweeps.values();
  const lane = async (): Promise<void> => {
    const shop = await DeadlyShop.start();
    try {
      for (const sweep of queue) {
        const [result] = await Promise.allSettled([shop.sweep(sweep.flow, sweep.kind, sweep.when)]);
        found.set(sweep, result);
        if (result.status === 'rejected') await shop.revive();
      }
      await shop.settled();
    } finally {
      await shop.close();
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return found;
}

/** The sweeps as tests: one run for all of them, a verdict for each. @param timeoutMs of the run */
export function describeSweeps(title: string, sweeps: readonly Sweep[], timeoutMs: number): void {
  describe(title, () => {
    let found: ReadonlyMap<Sweep, PromiseSettledResult<number>>;

    beforeAll(async () => {
      found = await runSweeps(sweeps);
    }, timeoutMs);

    it.each(sweeps)('of $name, $when each $kind: everyone comes back to one outcome', async (sweep) => {
      const result = found.get(sweep);
      if (result?.status === 'rejected') throw new Error('The sweep broke off.', { cause: result.reason });
      expect(result?.value).toBeGreaterThanOrEqual(sweep.flow.atLeast[sweep.kind]);
    });
  });
}
