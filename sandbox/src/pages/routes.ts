import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { World } from '../core/world.js';

const publicFile = (name: string): string =>
  readFileSync(new URL(`../../public/${name}`, import.meta.url), 'utf8');

/** What browsers load: the script that stands in for Stripe.js, and the sandbox's own pages. */
export function pageRoutes(server: FastifyInstance, _world: World): void {
  const script = publicFile('stripe-js.js');
  for (const path of ['/v3', '/v3/stripe.js'])
    server.get(path, (_request, reply) =>
      reply
        .headers({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-cache' })
        .type('text/javascript; charset=utf-8')
        .send(script),
    );
}
