import { Configuration } from '../../../../src/infrastructure/config/configuration.js';
import { createLogger } from '../../../../src/infrastructure/telemetry/create-logger.js';
import { FrameworkLogger } from '../../../../src/infrastructure/telemetry/framework-logger.js';
import { PinoLogger } from '../../../../src/infrastructure/telemetry/pino-logger.js';
import { withRequestId } from '../../../../src/infrastructure/telemetry/request-context.js';

const configuration = Configuration.from({
  NODE_ENV: 'test',
  DATABASE_URL: 'postgres://localhost/kaikei',
  STRIPE_SECRET_KEY: 'sk_test_1',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_1',
  STRIPE_WEBHOOK_SECRET: 'whsec_1',
  JWT_SECRET: 'a secret for tests, of no use elsewhere',
  SERVER_NAME: 'till-1',
  LOG_LEVEL: 'trace',
});

describe('a log line', () => {
  const lines: Record<string, unknown>[] = [];
  const pino = createLogger(configuration, 'api', {
    write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>),
  });
  const logger = new PinoLogger(pino);
  beforeEach(() => {
    lines.length = 0;
  });

  it('is JSON with its level by name, the time, the process and the server', () => {
    logger.info('Paid.', { order: 'o1' });
    expect(lines).toEqual([
      expect.objectContaining({
        level: 'info',
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        process: 'api',
        server: 'till-1',
        order: 'o1',
        msg: 'Paid.',
      }),
    ]);
  });

  it('carries the id of the request that it belongs to, through whatever is awaited', async () => {
    await withRequestId('r1', async () => {
      await Promise.resolve();
      logger.warn('Declined.');
    });
    logger.info('Later.');
    expect(lines.map(({ request_id }) => request_id)).toEqual(['r1', undefined]);
  });

  it('tells an error with its causes, redacted', () => {
    logger.error('Failed.', { err: new Error('outer', { cause: new Error('used sk_test_abc') }) });
    expect(JSON.stringify(lines)).toContain('outer');
    expect(JSON.stringify(lines)).not.toContain('sk_test_abc');
  });

  it('keeps what the framework tells about itself at debug, and its warnings and errors as they are', () => {
    const framework = new FrameworkLogger(pino);
    framework.log('Mapped', 'Router');
    framework.debug('Detail');
    framework.verbose({ more: 1 });
    framework.warn('Careful', 'Router');
    framework.error(new Error('Broken'), 'at line 1', 'Router');
    framework.error('Broken', 'at line 1', 'Router');
    expect(lines.map(({ level, msg, context, stack }) => [level, msg, context, stack])).toEqual([
      ['debug', 'Mapped', 'Router', undefined],
      ['debug', 'Detail', undefined, undefined],
      ['trace', '{"more":1}', undefined, undefined],
      ['warn', 'Careful', 'Router', undefined],
      ['error', 'Broken', 'Router', 'at line 1'],
      ['error', 'Broken', 'Router', 'at line 1'],
    ]);
    expect(lines[4]?.err).toMatchObject({ message: 'Broken' });
  });
});
