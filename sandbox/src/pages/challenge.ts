import type { FastifyInstance } from 'fastify';
import { StripeError, missing } from '../core/stripe-error.js';
import type { World } from '../core/world.js';
import type { Operation } from '../core/operation.js';
import { finishChallenge } from '../payment-intents/challenge.js';
import { finishSetupChallenge } from '../setup-intents/confirm-setup.js';
import { money } from '../money/check-amount.js';
import { escape, page } from './html.js';

const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'POST, OPTIONS',
  'Access-Control-Allow-Headers': 'Content-Type',
};

/** 3-D Secure: the page that `redirect_to_url` leads to, and the bank's side, which page and script call. */
export function challengeRoutes(server: FastifyInstance, world: World): void {
  server.get('/3ds/:id', (request, reply) => {
    const { id } = request.params as { id: string };
    const intent = world.store.get('payment_intents', id) ?? world.store.get('setup_intents', id);
    const back = intent?.next_action?.redirect_to_url?.return_url;
    reply.type('text/html; charset=utf-8');
    if (!intent || !back)
      return reply
        .code(404)
        .send(
          page(
            'Nothing to confirm',
            '<main><h1>Nothing to confirm</h1><p>This payment does not wait for you, or is over.</p></main>',
          ),
        );
    const amount =
      'amount' in intent ? ` of <strong>${escape(money(intent.amount, intent.currency))}</strong>` : '';
    return reply.send(
      page(
        '3-D Secure',
        `<main class="narrow"><h1>3-D Secure</h1>
<p>Your bank wants to know whether it is you who makes this payment${amount}. At a real bank you would confirm it in its app or with a code.</p>
<form id="challenge" data-id="${id}" data-secret="${escape(intent.client_secret ?? '')}" data-kind="${intent.object}" data-return="${escape(back)}">
<button class="primary" data-outcome="pass">Complete authentication</button>
<button data-outcome="fail">Fail authentication</button>
<p class="error" role="alert"></p></form></main>`,
        ['/pages/challenge.js'],
      ),
    );
  });
  server.options('/_sandbox/challenges/:id', (_request, reply) => reply.code(204).headers(CORS).send());
  server.post('/_sandbox/challenges/:id', async (request, reply) => {
    const { id } = request.params as { id: string };
    const body = (request.body ?? {}) as { client_secret?: unknown; outcome?: unknown };
    reply.headers(CORS);
    try {
      const intent = world.operate(null, (op) => answer(op, id, body.client_secret, body.outcome === 'pass'));
      await world.journal.flushed();
      return { id, status: intent.status };
    } catch (error) {
      if (!(error instanceof StripeError)) throw error;
      return reply.code(error.status).send({ error: error.body });
    }
  });
}

/** The body is `{ client_secret, outcome: pass | fail }`. */
function answer(op: Operation, id: string, secret: unknown, passed: boolean): { status: string } {
  const setup = op.get('setup_intents', id);
  if (setup && setup.client_secret === secret) return finishSetupChallenge(op, id, passed);
  const intent = op.get('payment_intents', id);
  if (!intent || intent.client_secret !== secret) throw missing('intent', id);
  return finishChallenge(op, id, passed);
}
