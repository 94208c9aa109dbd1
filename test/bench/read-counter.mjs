import { createServer, request } from 'node:http';

/**
 * An HTTP proxy before the sandbox that counts what is read there. For one process: whoever else asks does so directly.
 *
 * @param {number} sandboxPort
 * @param {number} port where to listen
 * @returns {Promise<{ url: string, reads: () => Map<string, number>, close: () => void }>} `reads`: GETs by route, with
 *   `:id` for Stripe's ids
 */
export async function countReads(sandboxPort, port) {
  /** @type {Map<string, number>} */
  const reads = new Map();
  const proxy = createServer((incoming, answer) => {
    const { method, headers, url: path = '/' } = incoming;
    if (method === 'GET') {
      const route = routeOf(path);
      reads.set(route, (reads.get(route) ?? 0) + 1);
    }
    const outgoing = request({ host: '127.0.0.1', port: sandboxPort, path, method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    outgoing.on('error', () => answer.destroy());
    incoming.pipe(outgoing);
  });
  await new Promise((resolve) => proxy.listen(port, '127.0.0.1', () => resolve(undefined)));
  return { url: `http://127.0.0.1:${port}`, reads: () => reads, close: () => proxy.close() };
}

/** @param {string} path */
const routeOf = (path) => path.replace(/\?.*$/, '').replace(/\/[a-z]+_\w+$/, '/:id');
