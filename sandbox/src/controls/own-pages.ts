import type { FastifyInstance } from 'fastify';

/** Pages of this machine, such as the shop's in development. */
const HERE = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;
/** Routes as they are written down. What a payer's page does (Checkout, 3-D Secure) comes from the shop, wherever that is. */
const CONTROL = /^\/_sandbox\/(?!challenges\/|checkout\/)/;

/**
 * The controls ask for no key: they are for programs, and for pages from here. Any other page that a developer looks at could
 * send a POST as well, without asking first (CORS), and empty the sandbox.
 */
export function refuseForeignPages(server: FastifyInstance): void {
  server.addHook('onRequest', async ({ routeOptions, headers: { origin, host } }, reply) => {
    if (origin === undefined || !CONTROL.test(routeOptions.url ?? '')) return;
    const isOwn = HERE.test(origin) || origin.replace(/^https?:\/\//, '') === host;
    if (isOwn) return;
    await reply.code(403).send({ error: { message: 'Pages from elsewhere do not operate the sandbox.' } });
  });
}
