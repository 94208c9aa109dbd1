import { hostname } from 'node:os';
import {
  email,
  hosts,
  integerBetween,
  list,
  mailSender,
  oneOf,
  password,
  plain,
  secretOfBytes,
  startingWith,
  timeZone,
  url,
  webAddresses,
  webhookSecrets,
} from './parsers.js';
import { ACCESS_VARIABLES, accessProblems } from './access-variables.js';
import { ConfigurationError, define, readVariables, type ValuesOf } from './variable.js';

/** Every variable that the processes read. `.env.example` is made from this table; a test compares the two. */
export const VARIABLES = {
  NODE_ENV: define({
    doc: '`production` switches every embedded default off',
    parse: oneOf('production', 'development', 'test'),
    fallback: 'development' as const,
  }),
  PORT: define({ doc: 'API, web and docs', parse: integerBetween(1, 65_535), fallback: 3000 }),
  HOST: define({ doc: 'address that the API listens on', parse: plain, fallback: '0.0.0.0' }),
  DATABASE_URL: define({
    doc: 'PostgreSQL 15 or newer; works behind PgBouncer in transaction mode. Not set: `npm start` embeds one',
    parse: url('postgres:', 'postgresql:'),
    example: 'postgres://kaikei:password@localhost:5432/kaikei',
  }),
  DATABASE_POOL_SIZE: define({
    // Ten keeps two cores busy and leaves room below PostgreSQL's default of 100 for several processes.
    doc: 'connections per process',
    parse: integerBetween(2, 200),
    fallback: 10,
  }),
  STRIPE_SECRET_KEY: define({
    doc: 'a test or live secret (or restricted) key. Not set: `npm start` runs the sandbox instead of Stripe',
    parse: startingWith('sk_test_', 'sk_live_', 'rk_test_', 'rk_live_'),
    example: 'sk_test_...',
  }),
  STRIPE_API_BASE: define<string | null>({
    doc: "another base than Stripe's, for example a sandbox elsewhere: http://127.0.0.1:12111",
    parse: url('http:', 'https:'),
    fallback: null,
  }),
  STRIPE_PUBLISHABLE_KEY: define({
    doc: 'handed to browsers',
    parse: startingWith('pk_test_', 'pk_live_'),
    example: 'pk_test_...',
  }),
  STRIPE_WEBHOOK_SECRET: define({
    doc: 'one or more, comma-separated: each accepted while secrets roll',
    parse: webhookSecrets,
    example: 'whsec_...',
  }),
  STRIPE_CONNECT_WEBHOOK_SECRET: define<readonly string[]>({
    doc: 'the same for /webhooks/stripe/connect, where events of connected accounts arrive. Not set: all are refused',
    parse: webhookSecrets,
    fallback: [],
    example: 'whsec_...',
  }),
  EVENT_SWEEP_SECONDS: define({
    // A minute: what was never delivered takes effect within two, for one read at Stripe a minute.
    doc: "how often the worker looks through Stripe's list for events that were never delivered",
    parse: integerBetween(1, 86_400),
    fallback: 60,
  }),
  EVENT_PAYLOAD_DAYS: define({
    // As long as Stripe itself lists an event.
    doc: 'processed events keep their payload this long, and their row for ever',
    parse: integerBetween(1, 3_650),
    fallback: 30,
  }),
  EARLY_FRAUD_WARNING_POLICY: define({
    doc: "what is done when a card's bank reports a payment as fraud before any dispute: `report` it or `refund` it",
    parse: oneOf('report', 'refund'),
    fallback: 'report' as const,
  }),
  JWT_SECRET: define({
    // RFC 7518, section 3.2: an HS256 key has at least the size of the hash output, 256 bits.
    doc: 'signs access tokens; at least 32 bytes',
    parse: secretOfBytes(32),
    example: '',
  }),
  ...ACCESS_VARIABLES,
  FRONTEND_URL: define<readonly string[]>({
    doc: 'allowed origins, comma-separated; return addresses must be below one of them. Not set: this server',
    parse: webAddresses,
    fallback: [],
    requiredInProduction: true,
  }),
  ORDER_EXPIRY_HOURS: define({
    // A day: as long as a page of Stripe's can live at most, and long enough to come back in the evening.
    doc: 'an order that nobody has paid by then expires',
    parse: integerBetween(1, 8_760),
    fallback: 24,
  }),
  OPERATOR_EMAIL: define<string | null>({
    doc: 'made an operator at boot, together with OPERATOR_PASSWORD; change it when that operator takes another address',
    parse: email,
    fallback: null,
  }),
  OPERATOR_PASSWORD: define<string | null>({ doc: '10 to 128 characters', parse: password, fallback: null }),
  METRICS_TOKEN: define<string | null>({
    doc: "bearer token for /health/internal beside an operator's; at least 16 bytes",
    parse: secretOfBytes(16),
    fallback: null,
  }),
  ENCRYPTION_KEY: define<string | null>({
    doc: 'seals the signing secrets of outgoing webhooks; at least 32 bytes. Not set: derived from JWT_SECRET, so that changing that one means rolling those',
    parse: secretOfBytes(32),
    fallback: null,
  }),
  OUTGOING_WEBHOOK_ALLOWED_HOSTS: define<readonly string[]>({
    doc: 'hosts that webhooks are sent to although they are in a private network or have no https, comma-separated, with the port: shop:8080, 127.0.0.1:4000. Not set: none',
    parse: hosts,
    fallback: [],
  }),
  SMTP_URL: define<string | null>({
    doc: 'sends mail: smtp://user:password@host:587, or smtps: for TLS from the start. Not set: mail is logged in development, and not written in production',
    parse: url('smtp:', 'smtps:'),
    fallback: null,
  }),
  MAIL_FROM: define<string | null>({
    doc: 'sender of mails, together with SMTP_URL: Shop <shop@shop.example>',
    parse: mailSender,
    fallback: null,
  }),
  SLACK_WEBHOOK_URL: define<string | null>({
    doc: 'incoming webhook of the channel where operators read of disputes, fraud warnings and findings',
    parse: url('http:', 'https:'),
    fallback: null,
  }),
  SELLER_NAME: define<string | null>({ doc: 'who sells, on receipts', parse: plain, fallback: null }),
  SELLER_REGISTRATION_NUMBER: define<string | null>({
    doc: "on receipts; in Japan the qualified invoice issuer's, T and 13 digits",
    parse: plain,
    fallback: null,
  }),
  SHOP_TIME_ZONE: define({
    doc: "where the shop's days begin, in statistics and on receipts: a name of the IANA's, such as Asia/Tokyo",
    parse: timeZone,
    fallback: 'Asia/Tokyo',
  }),
  READY_REQUIRES: define<readonly string[]>({
    doc: 'what /health/ready also waits for, comma-separated: worker, sandbox. Set by `npm start`',
    parse: (raw) => list(raw).map(oneOf('worker', 'sandbox')),
    fallback: [],
  }),
  SERVER_NAME: define({ doc: 'name of this server in logs', parse: plain, fallback: hostname() }),
  LOG_LEVEL: define({
    doc: 'JSON lines in production, readable in a terminal',
    parse: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    fallback: 'info' as const,
  }),
} as const;

type Values = ValuesOf<typeof VARIABLES>;

/** What the processes run with. Injected by this class; parsed once at boot, never read from the environment again. */
export class Configuration {
  readonly production: boolean;
  /** True when the key moves real money; events of the other mode are not ours. */
  readonly livemode: boolean;
  /** Origins that browsers may call from; never empty. */
  readonly allowedOrigins: readonly string[];
  /** Addresses of the front end: payers return at or below one of them. Never empty. */
  readonly returnBases: readonly string[];

  private constructor(readonly values: Values) {
    this.production = values.NODE_ENV === 'production';
    this.livemode = /^[sr]k_live_/.test(values.STRIPE_SECRET_KEY);
    this.returnBases =
      values.FRONTEND_URL.length > 0
        ? values.FRONTEND_URL
        : [`http://localhost:${values.PORT}`, `http://127.0.0.1:${values.PORT}`];
    this.allowedOrigins = [...new Set(this.returnBases.map((base) => new URL(base).origin))];
  }

  /** @throws ConfigurationError with every problem at once. */
  static from(env: NodeJS.ProcessEnv): Configuration {
    const configuration = new Configuration(readVariables(VARIABLES, env));
    const problems = crossChecks(configuration);
    if (problems.length > 0) throw new ConfigurationError(problems);
    return configuration;
  }
}

/** What no single variable can tell. */
function crossChecks({ values, livemode }: Configuration): string[] {
  const problems = accessProblems(values);
  if (livemode !== values.STRIPE_PUBLISHABLE_KEY.startsWith('pk_live_')) {
    problems.push(
      'STRIPE_PUBLISHABLE_KEY and STRIPE_SECRET_KEY must be of the same mode (both test or both live).',
    );
  }
  if (livemode && values.STRIPE_API_BASE !== null) {
    problems.push('STRIPE_API_BASE must not be set with a live key: live money goes to Stripe only.');
  }
  if ((values.OPERATOR_EMAIL === null) !== (values.OPERATOR_PASSWORD === null)) {
    problems.push('OPERATOR_EMAIL and OPERATOR_PASSWORD must be set together.');
  }
  if (values.SMTP_URL !== null && values.MAIL_FROM === null) {
    problems.push('MAIL_FROM must be set together with SMTP_URL.');
  }
  return problems;
}
