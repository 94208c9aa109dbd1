import { execFile } from 'node:child_process';
import { fromRoot } from '../../scripts/lib/paths.mjs';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const PASSWORD = 'rice paper lantern';

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `node dist/cli.js`, as operators run it. */
describe('operator commands', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  function run(args: readonly string[], input = '', env: Readonly<Record<string, string>> = {}) {
    const settings = {
      NODE_ENV: 'production',
      DATABASE_URL: database.url,
      STRIPE_SECRET_KEY: 'sk_test_cli',
      STRIPE_PUBLISHABLE_KEY: 'pk_test_cli',
      STRIPE_API_BASE: 'http://127.0.0.1:9',
      STRIPE_WEBHOOK_SECRET: 'whsec_cli',
      JWT_SECRET: 'a secret for tests, of no use elsewhere',
      FRONTEND_URL: 'https://shop.example',
      ...env,
    };
    return new Promise<Outcome>((resolve) => {
      const child = execFile(
        process.execPath,
        [fromRoot('dist', 'cli.js'), ...args],
        { env: settings },
        (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
      );
      child.stdin?.end(input);
    });
  }

  it('make an operator with the password that is piped in', async () => {
    const create = ['--json', 'operator', 'create', 'operator@shop.example'];
    const created = await run(create, `${PASSWORD}\n`);
    expect([created.code, JSON.parse(created.stdout)]).toEqual([
      0,
      { userId: expect.any(String), outcome: 'created' },
    ]);
    expect(JSON.parse((await run(create, `${PASSWORD}\n`)).stdout)).toMatchObject({ outcome: 'unchanged' });
  });

  it('take the password that the environment gives', async () => {
    const env = { OPERATOR_EMAIL: 'second@shop.example', OPERATOR_PASSWORD: PASSWORD };
    const { code, stdout } = await run(['operator', 'create', env.OPERATOR_EMAIL], '', env);
    expect([code, stdout]).toEqual([0, 'second@shop.example: created\n']);
  });

  it.each([
    ['no password', 'third@shop.example', '', /^There is no password: .*\n$/],
    ['a short one', 'third@shop.example', 'short\n', /^password .*10 characters.*\n$/],
    ['a bad address', 'shop.example', `${PASSWORD}\n`, /^email .*\n$/],
  ])('refuse %s in one line', async (_case, email, input, words) => {
    const { code, stdout, stderr } = await run(['operator', 'create', email], input);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(words);
  });

  it('say of each part whether it is well, and fail if any is not', async () => {
    const { code, stdout } = await run(['doctor', '--json']);
    expect([code, JSON.parse(stdout)]).toEqual([
      1,
      [
        { check: 'configuration', advice: null },
        { check: 'database', advice: null },
        { check: 'migrations', advice: null },
        { check: 'worker', advice: 'None has run yet. Start one.' },
        { check: 'events', advice: null },
        { check: 'stripe', advice: expect.stringContaining('http://127.0.0.1:9') },
      ],
    ]);
  });

  it('tell of a database and a configuration that are out of order', async () => {
    const unreachable = await run(['doctor'], '', { DATABASE_URL: 'postgres://kaikei@127.0.0.1:9/kaikei' });
    expect([unreachable.code, unreachable.stdout]).toEqual([
      1,
      expect.stringMatching(/^problem\tdatabase\tNot reachable \(.*ECONNREFUSED/m),
    ]);
    const misconfigured = await run(['doctor'], '', { JWT_SECRET: 'short' });
    expect([misconfigured.code, misconfigured.stdout]).toEqual([
      1,
      expect.stringMatching(/^problem\tconfiguration\tJWT_SECRET /),
    ]);
  });
});
