import { type Outcome, runModel } from '../support/model/model-run.js';
import { SeededRandom } from '../support/seeded-random.js';

/** `MODEL_COMMANDS=20000 npm run test:chaos -- --testPathPatterns model.sweep` runs as long as one likes. */
const COMMANDS = Number(process.env.MODEL_COMMANDS ?? 2_000);
/** Each begins with an empty shop: so many commands are what a look at everything stays quick with. */
const PER_EPISODE = 500;
const PER_ROUND = 125;
/** What a round may take at most, the minute to settle included. */
const ROUND_TIMEOUT_MS = 120_000;

const random = new SeededRandom('model, long', 'MODEL_SEED');
const episodes = Array.from({ length: Math.ceil(COMMANDS / PER_EPISODE) }, (_, index) => index);
const total: Record<string, number> = {};

const add = (outcome: Outcome): void => {
  for (const [status, count] of Object.entries(outcome)) total[status] = (total[status] ?? 0) + count;
};

/** docs/proof.md: which defects were put in by hand, and what this said of them. */
describe('thousands of random commands and faults', () => {
  it.each(episodes)(
    'leave every invariant intact: episode %i',
    async () => {
      add(await runModel({ random, commands: PER_EPISODE, perRound: PER_ROUND }));
    },
    (PER_EPISODE / PER_ROUND + 1) * ROUND_TIMEOUT_MS,
  );

  it('lead orders to every end', () => {
    process.stderr.write(`model, long: ${JSON.stringify(total)}\n`);
    const ends = ['paid', 'partially_refunded', 'refunded', 'charged_back', 'cancelled', 'expired'];
    if (COMMANDS >= 2 * PER_EPISODE) expect(Object.keys(total)).toEqual(expect.arrayContaining(ends));
  });
});
