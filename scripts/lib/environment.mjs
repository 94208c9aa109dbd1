import { existsSync } from 'node:fs';
import { fromRoot } from './paths.mjs';

/** @typedef {import('./home.mjs').Secrets} Secrets */
/**
 * What is started, and with what.
 *
 * @typedef {object} Plan
 * @property {number} port
 * @property {number} sandboxPort
 * @property {boolean} production nothing is embedded and nothing has a default
 * @property {boolean} withSandbox
 * @property {boolean} withPostgres
 * @property {NodeJS.ProcessEnv} env of the processes, but for the address of an embedded database
 */

/** Shown in the banner, so no secrets. */
const DEMO_OPERATOR = { email: 'operator@kaikei.example', password: 'kaikei-demo-operator' };
export const DEMO_CUSTOMER = { email: 'customer@kaikei.example', password: 'kaikei-demo-customer' };

/** Development's keys and accounts are well known: they are for this machine, and not for its neighbours. */
const DEMO_HOST = '127.0.0.1';

/** Any key of this form is accepted by the sandbox. */
const SANDBOX_KEYS = { secret: 'sk_test_sandbox', publishable: 'pk_test_sandbox' };

/** Reads `.env`; what is set already wins. */
export function loadDotEnv() {
  const path = fromRoot('.env');
  if (existsSync(path)) process.loadEnvFile(path);
}

/**
 * @param {string} name
 * @param {string | undefined} text
 * @param {number} fallback
 * @param {string[]} problems
 */
function readPort(name, text, fallback, problems) {
  if (!text) return fallback;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    problems.push(`${name} must be a whole number from 1 to 65535, got "${text}".`);
    return fallback;
  }
  return port;
}

/**
 * Works out from the environment what is to run, and fills in development's defaults. With `NODE_ENV=production` there
 * are none: the processes then name what is missing.
 *
 * @param {NodeJS.ProcessEnv} given
 * @param {() => Secrets} secrets
 * @returns {{ plan: Plan, problems: string[] }}
 */
export function makePlan(given, secrets) {
  /** @type {string[]} */
  const problems = [];
  const port = readPort('PORT', given['PORT'], 3000, problems);
  const sandboxPort = readPort('SANDBOX_PORT', given['SANDBOX_PORT'], 12_111, problems);
  if (port === sandboxPort) problems.push(`PORT and SANDBOX_PORT must differ, both are ${port}.`);
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  const production = given['NODE_ENV'] === 'production';
  const key = given['STRIPE_SECRET_KEY'] || SANDBOX_KEYS.secret;
  const base = given['STRIPE_API_BASE'] || sandboxUrl;
  const withSandbox =
    !production &&
    key === SANDBOX_KEYS.secret &&
    new Set([sandboxUrl, `http://localhost:${sandboxPort}`]).has(base);
  const plan = {
    port,
    sandboxPort,
    production,
    withSandbox,
    withPostgres: !production && !given['DATABASE_URL'],
  };
  const env = production ? { ...given } : { ...given, ...defaults(given, plan, key, base, secrets()) };
  return { plan: { ...plan, env }, problems };
}

/**
 * @param {NodeJS.ProcessEnv} given
 * @param {{ port: number, withSandbox: boolean }} plan
 * @param {string} key
 * @param {string} base
 * @param {Secrets} secrets
 * @returns {NodeJS.ProcessEnv}
 */
function defaults(given, { port, withSandbox }, key, base, secrets) {
  const isSandboxKey = key === SANDBOX_KEYS.secret;
  return {
    NODE_ENV: given['NODE_ENV'] || 'development',
    PORT: String(port),
    HOST: given['HOST'] || DEMO_HOST,
    STRIPE_SECRET_KEY: key,
    ...(isSandboxKey && { STRIPE_API_BASE: base }),
    ...(isSandboxKey && {
      STRIPE_PUBLISHABLE_KEY: given['STRIPE_PUBLISHABLE_KEY'] || SANDBOX_KEYS.publishable,
    }),
    // A secret that is set but blank is passed on, and refused: it is a mistake, not a wish for the default.
    STRIPE_WEBHOOK_SECRET: given['STRIPE_WEBHOOK_SECRET'] ?? secrets.webhookSecret,
    JWT_SECRET: given['JWT_SECRET'] ?? secrets.jwtSecret,
    READY_REQUIRES: withSandbox ? 'worker,sandbox' : 'worker',
  };
}

/**
 * Whether accounts that everyone knows do no harm: only where both the data and the money are our own make-believe.
 *
 * @param {Plan} plan
 */
export const isDemo = ({ withPostgres, withSandbox }) => withPostgres && withSandbox;

/**
 * The plan with the demo operator, for a demo whose operator is not named. Not for commands: they get nothing made up.
 *
 * @param {Plan} plan
 * @returns {Plan}
 */
export function withDemoOperator(plan) {
  const { env } = plan;
  if (!isDemo(plan) || env['OPERATOR_EMAIL'] || env['OPERATOR_PASSWORD']) return plan;
  return {
    ...plan,
    env: { ...env, OPERATOR_EMAIL: DEMO_OPERATOR.email, OPERATOR_PASSWORD: DEMO_OPERATOR.password },
  };
}

/** @param {Plan} plan */
export const isDemoOperator = ({ env }) =>
  env['OPERATOR_EMAIL'] === DEMO_OPERATOR.email && env['OPERATOR_PASSWORD'] === DEMO_OPERATOR.password;

/** What `localhost` reaches, too. */
const LOCAL_HOSTS = new Set(['0.0.0.0', '::', '127.0.0.1', '::1']);

/**
 * @param {Plan} plan
 * @returns {string} where this machine reaches the API
 */
export function localUrl({ port, env }) {
  const host = env['HOST'];
  const isLocal = !host || LOCAL_HOSTS.has(host);
  return `http://${isLocal ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;
}
