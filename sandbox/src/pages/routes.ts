import type { FastifyInstance } from 'fastify';
import type { World } from '../core/world.js';
import { challengeRoutes } from './challenge.js';
import { checkoutPages } from './checkout-page.js';
import { controlPage } from './control-page.js';
import { bundledScript, publicFile } from './public-files.js';
import { receiptPages } from './receipt-page.js';

const ASSETS: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};

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
  for (const file of ['sandbox.css', 'checkout.js', 'challenge.js', 'control.js', 'money.js']) {
    const content = publicFile(`pages/${file}`);
    const type = ASSETS[file.split('.')[1] ?? ''] ?? 'text/plain';
    server.get(`/pages/${file}`, (_request, reply) =>
      reply.header('Cache-Control', 'no-cache').type(type).send(content),
    );
  }
  challengeRoutes(server, world);
  checkoutPages(server, world);
  receiptPages(server, world);
  controlPage(server);
}
