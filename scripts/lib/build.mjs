import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { waitForLock } from './lock.mjs';
import { CACHE, ROOT, fromRoot } from './paths.mjs';

/**
 * @typedef {object} Part
 * @property {string[]} inputs files and folders, from the root
 * @property {string} output folder
 * @property {string} result a file in it that must exist
 * @property {string[]} command arguments to Node, from the root
 * @property {string} cwd from the root
 * @property {'api'} [after] the part that it is made of
 */

/** What changes what a compiler makes of the same sources. */
const EVERYWHERE = ['package-lock.json', 'tsconfig.base.json'];

/** @satisfies {Record<string, Part>} */
export const PARTS = {
  api: {
    inputs: ['src', 'nest-cli.json', 'tsconfig.json', 'tsconfig.build.json', ...EVERYWHERE],
    output: 'dist',
    result: 'main.js',
    command: ['node_modules/@nestjs/cli/bin/nest.js', 'build'],
    cwd: '.',
  },
  sandbox: {
    inputs: ['sandbox/src', 'sandbox/package.json', 'sandbox/tsconfig.json', ...EVERYWHERE],
    output: 'sandbox/dist',
    result: '.',
    command: ['node_modules/typescript/bin/tsc', '-p', 'sandbox/tsconfig.json'],
    cwd: '.',
  },
  // Types for whoever compiles against the client. What runs needs none of it: `web` bundles the sources of `sdk/`.
  sdk: {
    inputs: ['sdk/src', 'sdk/tools', 'sdk/package.json', 'sdk/tsconfig.json', ...EVERYWHERE],
    after: 'api',
    output: 'sdk/dist',
    result: 'src/index.js',
    command: ['sdk/tools/build.mjs'],
    cwd: 'sdk',
  },
  web: {
    inputs: [
      'web/src',
      'web/public',
      'web/index.html',
      'web/vite.config.ts',
      'web/tsconfig.json',
      'sdk/src',
      'sdk/package.json',
      ...EVERYWHERE,
    ],
    output: 'web/dist',
    result: 'index.html',
    command: ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'],
    cwd: 'web',
  },
};

/** @typedef {keyof typeof PARTS} PartName */

/** Another build of all parts takes well under a minute on two cores. */
const LOCK_TIMEOUT_MS = 180_000;

/**
 * @param {string} path
 * @returns {string[]} the files at or below it, sorted
 */
function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** @param {Part} part */
function fingerprint({ inputs, command, after }) {
  const hash = createHash('sha256').update(JSON.stringify([process.version, command]));
  if (after) hash.update(readFileSync(stampFile(PARTS[after])));
  for (const file of inputs.flatMap((input) => filesBelow(fromRoot(input)))) {
    hash.update(`\0${relative(ROOT, file)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** @param {Part} part */
const stampFile = (part) => fromRoot(part.output, '.build-stamp');

/** @param {Part} part */
function isCurrent(part) {
  if (!existsSync(fromRoot(part.output, part.result)) || !existsSync(stampFile(part))) return false;
  return readFileSync(stampFile(part), 'utf8') === fingerprint(part);
}

/**
 * @param {PartName} name
 * @returns {Promise<void>}
 * @throws {Error} with what the compiler printed
 */
async function build(name) {
  const part = PARTS[name];
  // Taken before compiling: a change in the meantime must lead to another build.
  const stamp = fingerprint(part);
  rmSync(fromRoot(part.output), { recursive: true, force: true });
  const [script = '', ...args] = part.command;
  const { code, output } = await run([fromRoot(script), ...args], fromRoot(part.cwd));
  if (aborted) throw new DOMException(`The build of "${name}" was aborted.`, 'AbortError');
  if (code !== 0) throw new Error(`The build of "${name}" failed:\n${output.trim()}`);
  writeFileSync(stampFile(part), stamp);
}

/** @type {Set<import('node:child_process').ChildProcess>} */
const compilers = new Set();

let aborted = false;

/** Ends what is being built; those builds fail with an `AbortError`. */
export function abortBuilds() {
  aborted = true;
  for (const compiler of compilers) compiler.kill();
}

/**
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function run(args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    compilers.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', reject);
    child.on('close', (code) => {
      compilers.delete(child);
      resolve({ code, output });
    });
  });
}

/**
 * Builds the parts that are not up to date, at the same time. Those that start another build meanwhile wait for it.
 *
 * @param {{ log: (line: string) => void, force?: boolean, names?: PartName[] }} options
 * @returns {{ [name in PartName]: Promise<void> }} one promise a part, so that nothing waits for what it does not need
 */
export function buildStale({ log, force = false, names }) {
  const wanted = /** @type {PartName[]} */ (Object.keys(PARTS)).filter(
    (name) => names?.includes(name) ?? true,
  );
  /** @type {Map<PartName, Promise<void>>} */
  const builds = new Map();
  /** @param {PartName} name */
  const ensure = (name) => {
    const build = builds.get(name) ?? buildOnce(name);
    builds.set(name, build);
    build.catch(() => undefined); // reported by whoever awaits it, maybe later
    return build;
  };
  /** @param {PartName} name */
  const buildOnce = async (name) => {
    const { after } = /** @type {Part} */ (PARTS[name]);
    if (after) await ensure(after);
    if (!force && isCurrent(PARTS[name])) return;
    const lock = await waitForLock(join(CACHE, `build-${name}.lock`), { timeoutMs: LOCK_TIMEOUT_MS });
    if (!lock) throw new Error(`Another build of "${name}" has been running for minutes.`);
    try {
      if (!force && isCurrent(PARTS[name])) return;
      const startedAt = performance.now();
      await build(name);
      log(`built ${name} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
    } finally {
      lock.release();
    }
  };
  const entries = wanted.map((name) => /** @type {const} */ ([name, ensure(name)]));
  return /** @type {{ [name in PartName]: Promise<void> }} */ (Object.fromEntries(entries));
}
