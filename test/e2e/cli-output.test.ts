import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fromRoot } from '../../scripts/lib/paths.mjs';

/** No database answers there, which is logged at every try. */
const NO_DATABASE = {
  DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
  STRIPE_SECRET_KEY: 'sk_test_none',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_none',
  STRIPE_WEBHOOK_SECRET: 'whsec_none',
  JWT_SECRET: 'a secret for tests, of no use elsewhere',
};

describe('a command', () => {
  it('logs beside its result, which machines read to its end', async () => {
    const args = [fromRoot('dist', 'cli.js'), '--json', 'events', 'list'];
    const cli = spawn(process.execPath, args, { env: NO_DATABASE, stdio: ['ignore', 'pipe', 'pipe'] });
    const printed = once(cli.stdout, 'data').then((): string => 'a line of its result');
    const logged = once(cli.stderr, 'data').then(([line]): string => String(line));
    const first = await Promise.race([printed, logged]);
    cli.kill('SIGKILL');
    await once(cli, 'exit');
    expect(first).toContain('"process":"cli"');
  });
});
