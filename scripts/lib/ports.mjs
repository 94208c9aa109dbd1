import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** All: a port that is free on some of them only would let the server start and others answer half of its clients. */
const HOSTS = ['127.0.0.1', '0.0.0.0', '::1'];

/** A machine without IPv6 has no `::1` that anyone could take. */
const NO_SUCH_HOST = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<void>} once it was bound for a moment
 */
const bindOnce = (port, host) =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve()));
  });

/** Below those that systems give to outgoing connections: what stops and comes back finds its port free again. */
const FREE = { from: 15_000, to: 32_000 };

/** One in a hundred may be taken on a busy machine; where none can be had, something else is wrong. */
const MAX_TRIES = 20;

/**
 * @returns {Promise<number>} a port of 127.0.0.1 that is free now, and stays free while nobody asks for it by number
 * @throws Error where no port can be listened on
 */
export async function freePort() {
  let problem;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const port = randomInt(FREE.from, FREE.to);
    problem = await portProblem(port);
    if (!problem) return port;
  }
  throw new Error(`There is no free port from ${FREE.from} to ${FREE.to} (${problem}).`);
}

/**
 * @param {number} port
 * @returns {Promise<string | undefined>} the reason why it cannot be listened on, such as EADDRINUSE or EACCES
 */
export async function portProblem(port) {
  for (const host of HOSTS) {
    try {
      await bindOnce(port, host);
    } catch (error) {
      const reason =
        typeof error === 'object' && error && 'code' in error ? String(error.code) : String(error);
      if (!NO_SUCH_HOST.has(reason)) return reason;
    }
  }
  return undefined;
}
