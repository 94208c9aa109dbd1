import type { FastifyInstance } from 'fastify';
import type { World } from '../core/world.js';
import { bundledScript } from './public-files.js';
import { challengeRoutes } from './challenge.js';

/** What browsers load: the script that stands in for Stripe.js, and the sandbox's own pages. */
export function pageRoutes(server: FastifyInstance, world: World): void {
  const script = bundledScript('stripe-js');
  for (const path of ['/v3', '/v3/stripe.js'])
    server.get(path, (_request, reply) =>
      reply
        .headers({
          'Access-Control-Allow-Origin': '*',
          'Cache-Control': 'no-cache',
          'Cross-Origin-Resource-Policy': 'cross-origin',
        })
        .type('text/javascript; charset=utf-8')
        .send(script),
    );
  challengeRoutes(server, world);
}
