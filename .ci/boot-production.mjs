/**
 * Boots what was built as production does: only production's dependencies, every variable set, a database that is not
 * embedded (a throwaway one plays it). Then shows that bad configuration ends the boot and names each problem.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromRoot } from '../scripts/lib/paths.mjs';
import { freePort } from '../scripts/lib/ports.mjs';
import { startTemporaryPostgres } from '../scripts/lib/postgres.mjs';
import { poll } from '../scripts/lib/processes.mjs';

const READY_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 10_000;
const REQUIRED = [
  'DATABASE_URL',
  'STRIPE_SECRET_KEY',
  'STRIPE_PUBLISHABLE_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'JWT_SECRET',
  'FRONTEND_URL',
];

let passed = 0;
let failed = 0;
/**
 * @param {string} rule
 * @param {boolean} holds
 * @param {string} [detail]
 */
const check = (rule, holds, detail = '') => {
  if (holds) passed += 1;
  else failed += 1;
  console.log(`${holds ? 'ok    ' : 'FAILED'}  ${rule}`);
  if (!holds && detail) console.log(detail.trim());
};

const SHIPPED = [
  'package.json',
  'package-lock.json',
  'sandbox/package.json',
  'sdk/package.json',
  'web/package.json',
  'migrations',
  'data',
  'dist',
  'web/dist',
];

/** What the image holds, in a folder of its own. */
function installProduction() {
  const folder = mkdtempSync(join(tmpdir(), 'kaikei-production-'));
  for (const path of SHIPPED) cpSync(fromRoot(path), join(folder, path), { recursive: true });
  const args = ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  check('production dependencies install', status === 0);
  return folder;
}

/**
 * @param {string} script
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} env
 */
function start(script, cwd, env) {
  const child = spawn(process.execPath, [script], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const process_ = {
    child,
    output: '',
    ended: once(child, 'exit').then(([code]) => /** @type {number | null} */ (code)),
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (process_.output += text));
  }
  return process_;
}

/** @param {string} url */
const answersOk = (url) =>
  fetch(url, { headers: { accept: 'text/html, */*' }, signal: AbortSignal.timeout(2_000) }).then(
    (answer) => answer.ok,
    () => false,
  );

/** @param {ReturnType<typeof start>} one */
async function stops({ child, ended }) {
  child.kill('SIGTERM');
  const code = await Promise.race([
    ended,
    new Promise((resolve) => setTimeout(resolve, STOP_TIMEOUT_MS, 'too late').unref()),
  ]);
  if (code === 'too late') child.kill('SIGKILL');
  return code === 0;
}

/**
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 */
async function checkBoot(folder, env) {
  const migration = spawnSync(process.execPath, ['dist/cli.js', 'migrate'], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  check('migrate ends with 0', migration.status === 0, migration.stdout + migration.stderr);
  const api = start('dist/main.js', folder, env);
  const worker = start('dist/worker.js', folder, env);
  const url = `http://127.0.0.1:${env['PORT']}`;
  const isReady = await poll(() => answersOk(`${url}/health/ready`), { timeoutMs: READY_TIMEOUT_MS });
  check('the API is ready', isReady === true, api.output);
  check('it serves the page', await answersOk(`${url}/`), api.output);
  check('the worker runs', worker.child.exitCode === null, worker.output);
  check('its log is one JSON object a line', isJsonLines(api.output), api.output);
  check('SIGTERM ends the API with 0', await stops(api), api.output);
  check('SIGTERM ends the worker with 0', await stops(worker), worker.output);
}

/** @param {string} text */
function isJsonLines(text) {
  try {
    return text
      .trim()
      .split('\n')
      .every((line) => typeof JSON.parse(line) === 'object');
  } catch {
    return false;
  }
}

/**
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 */
function checkBadConfiguration(folder, env) {
  /** @type {[string, NodeJS.ProcessEnv, string[]][]} */
  const cases = [
    ['nothing is set', without(env, REQUIRED), REQUIRED],
    ['the webhook secret is blank', { ...env, STRIPE_WEBHOOK_SECRET: ' ' }, ['STRIPE_WEBHOOK_SECRET']],
    ['several are wrong', { ...env, PORT: 'x', JWT_SECRET: 'short' }, ['PORT', 'JWT_SECRET']],
  ];
  for (const script of ['dist/main.js', 'dist/worker.js']) {
    for (const [what, bad, names] of cases) {
      const result = spawnSync(process.execPath, [script], {
        cwd: folder,
        env: bad,
        encoding: 'utf8',
        timeout: 10_000,
      });
      const output = result.stdout + result.stderr;
      const missing = names.filter((name) => !output.includes(name));
      check(
        `${script} ends with 1 and names the problem when ${what}`,
        result.status === 1 && missing.length === 0,
        output,
      );
    }
  }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} names
 */
const without = (env, names) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));

const folder = installProduction();
const postgres = await startTemporaryPostgres();
const sandboxPort = await freePort();
const sandbox = spawn(
  process.execPath,
  [
    fromRoot('sandbox', 'bin', 'kaikei-sandbox.js'),
    '--port',
    String(sandboxPort),
    '--data',
    join(folder, 'sandbox-data'),
  ],
  { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, SANDBOX_WEBHOOK_SECRET: 'whsec_boot' } },
);
const env = {
  PATH: process.env['PATH'],
  NODE_ENV: 'production',
  PORT: String(await freePort()),
  DATABASE_URL: postgres.url,
  STRIPE_SECRET_KEY: 'sk_test_boot',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_boot',
  STRIPE_API_BASE: `http://127.0.0.1:${sandboxPort}`,
  STRIPE_WEBHOOK_SECRET: 'whsec_bootbootbootbootbootbootboot',
  JWT_SECRET: 'thirty-two bytes or more, as production wants it',
  FRONTEND_URL: 'https://shop.example',
};
try {
  await checkBoot(folder, env);
  checkBadConfiguration(folder, env);
} finally {
  sandbox.kill('SIGTERM');
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
