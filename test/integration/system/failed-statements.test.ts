import { Configuration } from '../../../src/infrastructure/config/configuration.js';
import { createLogger } from '../../../src/infrastructure/telemetry/create-logger.js';
import { FrameworkLogger } from '../../../src/infrastructure/telemetry/framework-logger.js';
import { type ConnectedDatabase, connectDatabase } from '../../support/connected-database.js';

const HASH = '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA';
const EMAIL = 'hanako@example.com';
const INSERT = `INSERT INTO organizations (id, name, created_at) VALUES ($1, $2, $3)`;
const ID = '00000000-0000-7000-8000-0000000000aa';
const NOW = '2026-11-20T09:00:00Z';

const configuration = Configuration.from({
  NODE_ENV: 'test',
  DATABASE_URL: 'postgres://localhost/unused',
  STRIPE_SECRET_KEY: 'sk_test_1',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_1',
  STRIPE_WEBHOOK_SECRET: 'whsec_1',
  JWT_SECRET: 'a secret for tests, of no use elsewhere',
});

/** What the loggers, ours and the framework's, write of `error`. */
function lineAbout(error: unknown): { text: string; err: Record<string, unknown> } {
  const lines: string[] = [];
  const logger = createLogger(configuration, 'api', { write: (line) => lines.push(line) });
  logger.error({ err: error }, 'Failed.');
  new FrameworkLogger(logger).error(error);
  const { err } = JSON.parse(lines[0] ?? '') as { err: Record<string, unknown> };
  return { text: lines.join(''), err };
}

describe('a failed statement is logged', () => {
  let connected: ConnectedDatabase;
  beforeAll(async () => {
    connected = await connectDatabase([]);
    await connected.database.query(INSERT, [ID, 'Shop', NOW]);
  });
  afterAll(() => connected.close());

  const failure = (parameters: readonly unknown[]): Promise<unknown> =>
    connected.database.query(INSERT, parameters).then(
      () => undefined,
      (error: unknown) => error,
    );

  it('by its code, table, constraint and stack', async () => {
    const { err } = lineAbout(await failure([ID, EMAIL, NOW]));
    expect(err).toMatchObject({
      type: 'QueryFailedError',
      message: expect.stringContaining('organizations_pkey'),
      stack: expect.stringContaining('at '),
      code: '23505',
      table: 'organizations',
      constraint: 'organizations_pkey',
    });
  });

  it.each([
    ['refused by a constraint', [ID, EMAIL, NOW]],
    ['with a column missing, which PostgreSQL tells with the whole row', [ID, null, NOW]],
    ['refused for its value, which the message quotes', [`"${EMAIL}" ${HASH}`, EMAIL, NOW]],
    ['refused for a time that is none', [ID, HASH, EMAIL]],
  ])('without the values that it was sent: %s', async (_, parameters) => {
    const error = await failure(parameters);
    expect(error).toBeInstanceOf(Error);
    const text = lineAbout(error).text + lineAbout(new Error('Nothing was stored.', { cause: error })).text;
    expect(text).toContain('QueryFailedError');
    for (const value of [EMAIL, 'argon2', 'aGFzaA', 'INSERT INTO', ID]) expect(text).not.toContain(value);
  });
});
