import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** The repository's root folder, without a trailing slash. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/**
 * @param {...string} parts
 * @returns {string} an absolute path below the repository's root
 */
export const fromRoot = (...parts) => join(ROOT, ...parts);

/** Scratch space that `npm ci` clears: build locks and the like. */
export const CACHE = fromRoot('node_modules', '.cache', 'kaikei');
