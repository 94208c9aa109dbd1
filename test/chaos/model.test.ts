import { runModel } from '../support/model/model-run.js';
import { SeededRandom } from '../support/seeded-random.js';

const COMMANDS = 80;
const PER_ROUND = 80;
/** A round, and the time afterwards, each of which may take the minute that reliability.md gives to settle. */
const TEST_TIMEOUT_MS = 200_000;

describe('eighty random commands of customers, operators, banks and bad luck, against real processes', () => {
  it(
    'leave every invariant intact',
    async () => {
      const random = new SeededRandom('model', 'MODEL_SEED');
      const outcome = await runModel({ random, commands: COMMANDS, perRound: PER_ROUND });
      // A run in which nothing was paid would hold every promise.
      expect(Object.keys(outcome).length).toBeGreaterThan(3);
    },
    TEST_TIMEOUT_MS,
  );
});
