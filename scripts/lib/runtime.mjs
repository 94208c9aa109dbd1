import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { fromRoot } from './paths.mjs';

/** NestJS 12 needs `require(esm)` and the migrations need type stripping, both as they are from this release on. */
const OLDEST = /** @type {const} */ ([24, 9]);

/** Marks the second attempt, so that a broken installation ends with an error instead of a chain of processes. */
const MARK = 'KAIKEI_RUNTIME_CHOSEN';

const isNewEnough = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
};

/**
 * Goes on if this Node is new enough. Otherwise the same command is run by the Node that `npm ci` installed, and this
 * process only passes signals and the exit code along. Nothing newer than Node 18 may be imported before this returns.
 *
 * @returns {Promise<void>}
 */
export async function ensureRuntime() {
  if (isNewEnough()) return;
  const bundled = fromRoot('node_modules', '.bin', 'node');
  if (process.env[MARK] || !existsSync(bundled)) {
    const wanted = OLDEST.join('.');
    process.stderr.write(
      `Kaikei needs Node ${wanted} or newer; this is ${process.version}, and there is none in node_modules/.bin.\n` +
        `Run "npm ci" (with optional dependencies), or install Node 24.\n`,
    );
    process.exit(1);
  }
  const child = spawn(bundled, process.argv.slice(1), {
    stdio: 'inherit',
    env: { ...process.env, [MARK]: '1' },
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  await new Promise(() => {
    child.on('error', (error) => {
      process.stderr.write(`${bundled} cannot be run: ${error.message}\n`);
      process.exit(1);
    });
    child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}
