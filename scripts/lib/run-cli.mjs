import { spawn } from 'node:child_process';
import { fromRoot } from './paths.mjs';

/**
 * Runs one operator command to its end, quietly.
 *
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>} its result: what it wrote to its standard output
 * @throws {Error} with its output, when it fails
 */
export function runCli(args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [fromRoot('dist', 'cli.js'), ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let result = '';
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (result += text));
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(result);
      else reject(new Error(`"${args.join(' ')}" failed:\n${output.trim()}`));
    });
  });
}
