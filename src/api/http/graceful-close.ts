import type { FastifyInstance } from 'fastify';

/**
 * Lets the server end as soon as the last request in hand has its answer. Node closes the connections that are idle
 * when closing begins; those that become idle afterwards would be kept for the client's next request, which never comes.
 */
export function closeWithLastAnswer(server: FastifyInstance): void {
  let closing = false;
  server.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  server.addHook('onResponse', (_request, _reply, done) => {
    // Not yet: the connection is idle only when this answer has left it.
    if (closing) setImmediate(() => server.server.closeIdleConnections());
    done();
  });
}
