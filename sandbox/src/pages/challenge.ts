import type { FastifyInstance } from 'fastify';
import { StripeError, missing } from '../core/stripe-error.js';
import type { World } from '../core/world.js';
import type { Operation } from '../core/operation.js';
import { finishChallenge } from '../payment-intents/challenge.js';

const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'POST, OPTIONS',
  'Access-Control-Allow-Headers': 'Content-Type',
};

/** The bank's side of 3-D Secure, which the script and the challenge page call: `{ client_secret, outcome: pass | fail }`. */
export function challengeRoutes(server: FastifyInstance, world: World): void {
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

function answer(op: Operation, id: string, secret: unknown, passed: boolean): { status: string } {
  const intent = op.get('payment_intents', id);
  if (!intent || intent.client_secret !== secret) throw missing('payment_intent', id);
  return finishChallenge(op, id, passed);
}
