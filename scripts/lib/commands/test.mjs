import { buildStale } from '../build.mjs';
import { runJest, summaryLine } from '../jest.mjs';
import { readJson } from '../json-file.mjs';
import { fromRoot } from '../paths.mjs';

/** Lines of `src/` that the tests must reach when all of them run. */
const LINE_THRESHOLD_PERCENT = 96;

/**
 * Whole stacks with deadlines to keep: two at a time and after the others, which would take the processors from them.
 * They run our programs as processes of their own and so add nothing to the coverage.
 */
const STACKS = 'chaos';
const STACKS_AT_A_TIME = '2';

/** They run nothing of `src/`: counting its lines would only take time. */
const WITHOUT_SRC = ['architecture', 'sandbox', 'sdk', 'web'];

/** More than a developer waits for: `npm run test:chaos` runs them, and CI the first of them. */
const LONG = ['chaos-long', 'chaos-sweep'];

/**
 * Counting lines takes half as long again as the tests themselves: CI does it each time, others when they ask for it.
 *
 * @param {string[]} args
 */
const wantsCoverage = (args) => process.env['CI'] === 'true' || args.includes('--coverage');

/**
 * `npm test [-- jest's arguments]`: builds what the tests start as processes, runs Jest, and prints the tally last.
 * Without arguments, or with `--coverage` alone, everything runs.
 *
 * @param {string[]} args
 * @returns {Promise<number>} exit code
 */
export async function runTests(args) {
  const everything = args.every((argument) => argument === '--coverage');
  const coverage = wantsCoverage(args);
  const tally = { passed: 0, failed: 0 };
  try {
    await Promise.all(Object.values(buildStale({ log: console.log })));
    const runs = everything
      ? [
          [...(coverage ? ['--coverage'] : []), '--ignoreProjects', STACKS, ...LONG, ...WITHOUT_SRC],
          ['--selectProjects', ...WITHOUT_SRC],
          ['--selectProjects', STACKS, '--maxWorkers', STACKS_AT_A_TIME],
        ]
      : [args];
    for (const run of runs) {
      const { passed, failed, interrupted } = await runJest(run);
      tally.passed += passed;
      tally.failed += failed;
      if (interrupted) break;
    }
    if (everything && coverage && !isCoverageEnough()) tally.failed += 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    tally.failed += 1;
  }
  console.log(summaryLine(tally));
  return tally.failed === 0 ? 0 : 1;
}

function isCoverageEnough() {
  /** @type {{ total: { lines: { pct: number } } } | undefined} */
  const summary = readJson(fromRoot('coverage', 'coverage-summary.json'));
  const percent = summary?.total.lines.pct ?? 0;
  const isEnough = percent >= LINE_THRESHOLD_PERCENT;
  const verdict = isEnough ? 'reaches' : 'is below';
  console.log(
    `Line coverage of src/: ${percent} %, which ${verdict} the threshold of ${LINE_THRESHOLD_PERCENT} %.`,
  );
  return isEnough;
}
