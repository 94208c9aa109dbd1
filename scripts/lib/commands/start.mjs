import { parseArgs } from 'node:util';
import { watchNpm } from '../ancestors.mjs';
import { banner } from '../banner.mjs';
import { registerDemoCustomer } from '../demo-customer.mjs';
import { endEarlierRun } from '../earlier-run.mjs';
import { isDemo, loadDotEnv, makePlan, withDemoOperator } from '../environment.mjs';
import { keepSecrets, openHome, removeRun, takeHome, writeRun } from '../home.mjs';
import { Launcher } from '../launcher.mjs';
import { portProblem } from '../ports.mjs';
import { poll } from '../processes.mjs';
import { watchSources } from '../watch.mjs';

/** @typedef {import('../environment.mjs').Plan} Plan */

/** A second Ctrl-C means "at once"; npm may send the first one twice, though, within moments. */
const IMPATIENCE_MS = 1_500;
/** What was killed is gone within moments, and its ports with it. */
const DYING_MS = 2_000;

/**
 * `npm start` and, with `--watch`, `npm run dev`.
 *
 * @param {string[]} args
 * @returns {Promise<number>} exit code, once everything has stopped
 */
export async function runStart(args) {
  const { values } = parseArgs({ args, options: { watch: { type: 'boolean', default: false } } });
  const startedAt = performance.now();
  loadDotEnv();
  const home = openHome(process.env);
  const { plan: planned, problems } = makePlan(process.env, () => keepSecrets(home));
  if (problems.length > 0) return refuse(problems);
  const plan = withDemoOperator(planned);

  const lock = await takeHome(home);
  if ('pid' in lock) {
    return refuse([
      `Kaikei already runs with ${home} (process ${lock.pid}, http://localhost:${lock.port}).`,
      'Stop it first, or set another KAIKEI_HOME together with other PORT and SANDBOX_PORT.',
    ]);
  }
  await endEarlierRun(home);
  const taken = await takenPorts(plan);
  if (taken.length > 0) return refuse(taken);
  writeRun(home, {
    pid: process.pid,
    kind: 'start',
    port: plan.port,
    sandboxPort: plan.sandboxPort,
    children: {},
  });

  const launcher = new Launcher(plan, home);
  const code = await runUntilStopped(launcher, async () => {
    if (!(await launcher.start())) return;
    const hasDemoCustomer = isDemo(plan) && (await registerDemoCustomer(plan));
    const seconds = (performance.now() - startedAt) / 1000;
    console.log(
      banner(plan, { home, hasDemoCustomer, databaseFolder: await launcher.databaseFolder, seconds }),
    );
    if (values.watch) watchSources((name) => takeOver(launcher, name));
  });
  removeRun(home);
  lock.release();
  return code;
}

/**
 * @param {Launcher} launcher
 * @param {() => Promise<void>} start
 * @returns {Promise<number>} exit code
 */
async function runUntilStopped(launcher, start) {
  const stop = stopRequested(launcher);
  const failure = start().then(
    () => launcher.lost,
    (/** @type {Error} */ error) => error,
  );
  const ending = await Promise.race([stop, launcher.lost, failure]);
  if (ending instanceof Error) console.error(`\n${ending.message}\n`);
  else console.log(`\n${ending}: stopping.`);
  await launcher.stop();
  return ending instanceof Error ? 1 : 0;
}

/**
 * @param {Launcher} launcher
 * @returns {Promise<string>} the reason
 */
function stopRequested(launcher) {
  return new Promise((resolve) => {
    let since = 0;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => {
        since ||= performance.now();
        if (performance.now() - since > IMPATIENCE_MS) launcher.kill();
        resolve(signal);
      });
    }
    watchNpm(() => resolve('npm has gone'));
  });
}

/**
 * @param {Launcher} launcher
 * @param {import('../build.mjs').PartName} name
 */
async function takeOver(launcher, name) {
  if (name === 'api') await launcher.restartApi();
  if (name === 'sandbox') await launcher.restartSandbox();
}

/** @param {Plan} plan */
async function takenPorts(plan) {
  /** @type {[string, number][]} */
  const wanted = [['PORT', plan.port]];
  if (plan.withSandbox) wanted.push(['SANDBOX_PORT', plan.sandboxPort]);
  const problems = await Promise.all(
    wanted.map(async ([name, port]) => {
      const problem = await lastingPortProblem(port);
      return problem && `Port ${port} ${describe(problem)}. Free it, or set ${name} to another one.`;
    }),
  );
  return problems.filter((problem) => problem !== undefined);
}

/**
 * What has just been killed holds its ports for a moment more.
 *
 * @param {number} port
 */
async function lastingPortProblem(port) {
  const isFree = async () => !(await portProblem(port));
  return (await poll(isFree, { timeoutMs: DYING_MS })) ? undefined : portProblem(port);
}

/** @param {string} code */
function describe(code) {
  if (code === 'EADDRINUSE') return 'is taken by another program';
  return code === 'EACCES' ? 'may not be used by this user' : `cannot be listened on (${code})`;
}

/** @param {string[]} problems */
function refuse(problems) {
  for (const problem of problems) console.error(problem);
  return 1;
}
