import { runRetries } from '../support/retries/retry-run.js';
import { SeededRandom } from '../support/seeded-random.js';

/** A share of what `retried-operations.sweep` does: every way to retry comes up. */
const OPERATIONS = 120;
const TEST_TIMEOUT_MS = 300_000;

describe('more than a hundred operations, each sent several times to two API processes', () => {
  it(
    'charge and give back everything once, by the word of Stripe',
    async () => {
      const { wrong, operations } = await runRetries({
        random: new SeededRandom('retried operations'),
        operations: OPERATIONS,
      });
      expect(wrong).toEqual([]);
      expect(operations).toBeGreaterThanOrEqual(OPERATIONS);
    },
    TEST_TIMEOUT_MS,
  );
});
