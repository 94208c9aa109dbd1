import { Writable } from 'node:stream';
import type { Logger } from 'pino';
import { Configuration } from '../../src/infrastructure/config/configuration.js';
import { createLogger } from '../../src/infrastructure/telemetry/create-logger.js';

const ENVIRONMENT = {
  NODE_ENV: 'test',
  LOG_LEVEL: 'trace',
  DATABASE_URL: 'postgres://localhost/unused',
  STRIPE_SECRET_KEY: 'sk_test_kaikei',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_kaikei',
  STRIPE_WEBHOOK_SECRET: 'whsec_kaikei',
  JWT_SECRET: 'a secret for tests, of no use elsewhere',
};

/** Everything that a process says, at the level that says the most, redacted as it always is. */
export class CapturedLog {
  readonly #lines: string[] = [];
  readonly logger: Logger = createLogger(
    Configuration.from(ENVIRONMENT),
    'api',
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        this.#lines.push(chunk.toString('utf8'));
        done();
      },
    }),
  );

  get text(): string {
    return this.#lines.join('');
  }

  /** The lines that hold `part`, parsed. */
  lines(part: string): Record<string, unknown>[] {
    const parsed = this.text.split('\n').filter((line) => line.includes(part));
    return parsed.map((line) => JSON.parse(line) as Record<string, unknown>);
  }
}
