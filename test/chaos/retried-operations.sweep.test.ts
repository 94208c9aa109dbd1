import { runRetries } from '../support/retries/retry-run.js';
import { SeededRandom } from '../support/seeded-random.js';

/** `RETRIED_OPERATIONS=500 npm run test:chaos -- --testPathPatterns retried-operations.sweep` is quicker. */
const OPERATIONS = Number(process.env.RETRIED_OPERATIONS ?? 10_000);
const TEST_TIMEOUT_MS = 3_600_000;

describe('ten thousand operations, each sent several times to two API processes', () => {
  it(
    'charge and give back everything once, by the word of Stripe',
    async () => {
      const random = new SeededRandom('retried operations, long');
      const { wrong, ...done } = await runRetries({ random, operations: OPERATIONS });
      process.stderr.write(`retried operations, long: ${JSON.stringify(done)}\n`);
      expect(wrong).toEqual([]);
    },
    TEST_TIMEOUT_MS,
  );
});
