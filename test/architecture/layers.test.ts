import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, '../..');
const CONFIG = join(ROOT, '.dependency-cruiser.cjs');
const CRUISER = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
/** A tree laid out like ours, with one violation of each rule. */
const SEEDED_TREE = join(HERE, 'fixtures/tree');

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

const SEEDS: Readonly<Record<string, string>> = {
  'no-cycles': 'src/domain/shared/cycle-a.ts',
  'no-unresolvable': 'src/domain/shared/unresolvable.ts',
  'domain-imports-only-domain': 'src/domain/shared/reads-clock.ts',
  'domain-contexts-do-not-meet': 'src/domain/orders/order.ts',
  'application-imports-only-inward': 'src/application/orders/place-order.ts',
  'api-imports-only-inward': 'src/api/orders/orders.controller.ts',
  'webhooks-import-only-inward': 'src/webhooks/receive/receive.ts',
  'infrastructure-imports-only-inward': 'src/infrastructure/queue/calls-controller.ts',
  'persistence-contexts-do-not-meet': 'src/infrastructure/persistence/payments/reads-orders.ts',
  'stripe-stays-with-its-adapter': 'src/api/payments/leaks-stripe.ts',
  'http-stays-above': 'src/infrastructure/queue/speaks-http.ts',
  'only-wiring-sees-everything': 'src/application/system/wires-itself.ts',
  'modules-do-not-import-processes': 'src/modules/app.module.ts',
  'sandbox-stands-alone': 'sandbox/src/peeks.ts',
  'web-stands-alone': 'web/src/peeks.ts',
  'sdk-stands-alone': 'sdk/src/peeks.ts',
  'nothing-ships-with-tests': 'src/infrastructure/queue/uses-script.ts',
  'no-development-dependencies-in-production': 'src/infrastructure/queue/uses-test-tool.ts',
};
const CLEAN_FILES = ['src/domain/shared/clean.ts', 'src/application/orders/clean-use-case.ts'];

describe('the layer rules', () => {
  let violations: readonly Violation[];

  beforeAll(async () => {
    violations = await cruise(SEEDED_TREE, ['src', 'sandbox', 'sdk', 'web', 'scripts']);
  });

  it('have a seeded violation each', () => {
    expect(Object.keys(SEEDS).sort()).toEqual(ruleNames().sort());
  });

  it.each(Object.entries(SEEDS))('%s is seen red on %s', (rule, file) => {
    expect(violations.filter(({ rule: { name } }) => name === rule).map(({ from }) => from)).toContain(file);
  });

  it('leave alone what keeps them', () => {
    expect(violations.filter(({ from }) => CLEAN_FILES.includes(from))).toEqual([]);
  });

  it('are kept by this repository', async () => {
    expect(await cruise(ROOT, ['src', 'sandbox/src', 'sdk/src', 'web/src'])).toEqual([]);
  });
});

function ruleNames(): string[] {
  const { forbidden } = createRequire(import.meta.url)(CONFIG) as { forbidden: { name: string }[] };
  return forbidden.map(({ name }) => name);
}

/** Runs the real tool with the real rules, as `npm run check` does. */
function cruise(folder: string, paths: readonly string[]): Promise<readonly Violation[]> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [CRUISER, ...paths, '--config', CONFIG, '--output-type', 'json'],
      { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        // The exit code is the number of violations; without JSON the run itself has failed.
        if (!stdout.startsWith('{')) reject(new Error(stderr, { cause: error }));
        else resolve((JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations);
      },
    );
  });
}
