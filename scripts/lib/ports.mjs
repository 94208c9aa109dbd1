import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** All: a port that is free on some of them only would let the server start and others answer half of its clients. */
const HOSTS = ['127.0.0.1', '0.0.0.0', '::1'];

/** A machine without IPv6 has no `::1` that anyone could take. */
const NO_SUCH_HOST = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);

/**
 * @param {number} port 0 lets the system choose
 * @param {string} host
 * @returns {Promise<number>} the port that was bound for a moment
 */
const bindOnce = (port, host) =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });

/** Below those that systems give to outgoing connections: what stops and comes back finds its port free again. */
const FREE = { from: 15_000, to: 32_000 };

/** @returns {Promise<number>} a port of 127.0.0.1 that is free now, and stays free while nobody asks for it by number */
export async function freePort() {
  for (;;) {
    const port = randomInt(FREE.from, FREE.to);
    if (!(await portProblem(port))) return port;
  }
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
