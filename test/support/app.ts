import { type AddressInfo } from 'node:net';
import { createApp, type AppOptions } from '../../src/create-app.js';
import { Configuration } from '../../src/infrastructure/config/configuration.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import type { DatabaseProxy } from './database-proxy.js';

/** A running API with a database of its own. */
export interface RunningApp {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly configuration: Configuration;
  readonly database: TestDatabase;
  close(): Promise<void>;
}

export interface StartOptions extends AppOptions {
  /** On top of, or instead of, the settings of tests. */
  readonly env?: Readonly<Record<string, string>>;
  /** Between the API and its database. */
  readonly throughProxy?: DatabaseProxy;
}

/** Settings that let a test alone: no log lines, no limit that a busy test would reach, no Stripe. */
const TEST_ENVIRONMENT = {
  NODE_ENV: 'test',
  HOST: '127.0.0.1',
  LOG_LEVEL: 'silent',
  DATABASE_POOL_SIZE: '5',
  STRIPE_SECRET_KEY: 'sk_test_kaikei',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_kaikei',
  STRIPE_WEBHOOK_SECRET: 'whsec_kaikei',
  // A port that nothing listens on: a test that wants Stripe brings a sandbox and sets this.
  STRIPE_API_BASE: 'http://127.0.0.1:9',
  JWT_SECRET: 'a secret for tests, of no use elsewhere',
  RATE_LIMIT_PER_MINUTE: '1000000',
} as const;

/** Boots the API in this process, on a free port. @param options.env overrides single settings */
export async function startApp({
  env = {},
  throughProxy,
  ...options
}: StartOptions = {}): Promise<RunningApp> {
  const database = await createTestDatabase();
  const databaseUrl = throughProxy?.url(database.url) ?? database.url;
  const configuration = Configuration.from({ ...TEST_ENVIRONMENT, DATABASE_URL: databaseUrl, ...env });
  const app = await createApp(configuration, options);
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    configuration,
    database,
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}
