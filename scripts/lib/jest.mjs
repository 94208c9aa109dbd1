import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJson } from './json-file.mjs';
import { ROOT, fromRoot } from './paths.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/** @typedef {{ passed: number, failed: number, interrupted: boolean }} Tally */
/**
 * The parts of Jest's JSON results that are counted.
 *
 * @typedef {{ numPassedTests: number, numFailedTests: number, numRuntimeErrorTestSuites: number, success: boolean }} JestResults
 */

/** From the last result to the end of the process; its own hint about open handles comes after one second. */
const EXIT_TIMEOUT_MS = 10_000;

/** Jest loads ES modules through an experimental interface of Node; the rest of its warnings are wanted. */
const NODE_FLAGS = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];

/**
 * Runs Jest, its output passed through, and counts from its own results. A file that could not run counts as a failure,
 * and so does a run without any test.
 *
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Tally>}
 */
export async function runJest(args, env = process.env) {
  const folder = mkdtempSync(join(tmpdir(), 'kaikei-jest-'));
  const resultFile = join(folder, 'results.json');
  try {
    const flags = [...NODE_FLAGS, fromRoot('node_modules/jest/bin/jest.js'), ...args];
    const child = spawn(process.execPath, [...flags, '--json', `--outputFile=${resultFile}`], {
      cwd: ROOT,
      env: { ...env, NODE_ENV: 'test' },
      stdio: ['ignore', 'ignore', 'inherit'], // its report goes to stderr, and only the JSON to stdout
    });
    const watchdog = endIfStuck(child, resultFile);
    const interrupted = await passSignals(child);
    clearInterval(watchdog);
    return { ...count(readJson(resultFile)), interrupted };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Jest writes its results when all is done; a handle that a test left open must not keep it for ever.
 *
 * @param {ChildProcess} child
 * @param {string} resultFile
 */
function endIfStuck(child, resultFile) {
  return setInterval(() => {
    if (!existsSync(resultFile) || Date.now() - statSync(resultFile).mtimeMs < EXIT_TIMEOUT_MS) return;
    console.error('Jest has finished but does not exit: some test leaves something open. It is ended.');
    child.kill('SIGKILL');
  }, 1_000);
}

/**
 * @param {ChildProcess} child
 * @returns {Promise<boolean>} whether the run was interrupted
 */
async function passSignals(child) {
  let interrupted = false;
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => {
    interrupted = true;
    child.kill(signal);
  };
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  for (const signal of signals) process.on(signal, pass);
  await new Promise((resolve, reject) => child.on('exit', resolve).on('error', reject));
  for (const signal of signals) process.off(signal, pass);
  return interrupted;
}

/** @param {JestResults | undefined} results */
function count(results) {
  if (!results) return { passed: 0, failed: 1 };
  const passed = results.numPassedTests;
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  const isSuspect = failed === 0 && (passed === 0 || !results.success);
  return { passed, failed: isSuspect ? 1 : failed };
}

/** @param {{ passed: number, failed: number }} tally */
export const summaryLine = ({ passed, failed }) => `${passed} passed, ${failed} failed`;
