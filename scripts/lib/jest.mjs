import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJson } from './json-file.mjs';
import { ROOT, fromRoot } from './paths.mjs';

/** @typedef {{ passed: number, failed: number, interrupted: boolean }} Tally */
/**
 * The parts of Jest's JSON results that are counted.
 *
 * @typedef {{ numPassedTests: number, numFailedTests: number, numRuntimeErrorTestSuites: number, success: boolean }} JestResults
 */

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
    const signal = await passSignals(child);
    return { ...count(readJson(resultFile)), interrupted: signal };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
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
