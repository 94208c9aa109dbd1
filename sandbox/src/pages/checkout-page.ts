import type { FastifyInstance } from 'fastify';
import { idOf } from '../core/id-of.js';
import type Stripe from 'stripe';
import { missing, StripeError } from '../core/stripe-error.js';
import type { World } from '../core/world.js';
import type { SandboxLineItem } from '../checkout/checkout-state.js';
import { afterAttempt, type CheckoutForm, paySession } from '../checkout/pay-session.js';
import { money } from '../money/check-amount.js';
import { completionTold } from './await-webhook.js';
import { escape, page } from './html.js';

/** The hosted Checkout page, and what it sends when the customer pays. */
export function checkoutPages(server: FastifyInstance, world: World): void {
  server.get('/checkout/:id', (request, reply) => {
    const { id } = request.params as { id: string };
    const session = world.store.get('checkout_sessions', id);
    reply.type('text/html; charset=utf-8');
    if (session?.status === 'open')
      return reply.send(
        page('Checkout', openPage(session, world.store.get('checkout_states', id)?.items ?? []), [
          '/v3/',
          '/pages/checkout.js',
        ]),
      );
    return reply.code(session ? 200 : 404).send(page('Checkout', closedPage(session)));
  });

  server.post('/_sandbox/checkout/:id', async (request, reply) => {
    const { id } = request.params as { id: string };
    const form = (request.body ?? {}) as CheckoutForm & { resume?: boolean };
    try {
      const answer = attempt(world, id, form);
      await world.journal.flushed();
      if ('redirect' in answer) await completionTold(world, id);
      return answer;
    } catch (error) {
      if (!(error instanceof StripeError)) throw error;
      await world.journal.flushed();
      return reply
        .code(error.status)
        .send({ error: { message: error.message, code: error.body.code ?? null } });
    }
  });
}

/** Pays, or goes on after a challenge. Answers where to go, or the intent whose challenge is next. */
function attempt(world: World, id: string, form: CheckoutForm & { resume?: boolean }): object {
  return world.operate(null, (op) => {
    if (op.get('checkout_sessions', id) === undefined) throw missing('checkout.session', id);
    const { resume, ...facts } = form;
    const session = resume === true ? afterAttempt(op, id, facts) : paySession(op, id, facts);
    if (session.status === 'complete') return { status: 'complete', redirect: destination(session) };
    const intent =
      session.mode === 'setup'
        ? op.must('setup_intents', idOf(session.setup_intent))
        : op.get('payment_intents', op.must('checkout_states', id).intent ?? '');
    if (intent?.status === 'requires_action')
      return { status: 'requires_action', client_secret: intent.client_secret };
    const failed =
      intent && ('last_payment_error' in intent ? intent.last_payment_error : intent.last_setup_error);
    return { status: 'open', error: { message: failed?.message ?? 'The payment was not completed.' } };
  });
}

/** The seller's page for afterwards, with the session's id filled in; null if it has none. */
function destination(session: Stripe.Checkout.Session): string | null {
  return (
    (session.success_url ?? session.return_url ?? null)?.replaceAll('{CHECKOUT_SESSION_ID}', session.id) ??
    null
  );
}

function closedPage(session: Stripe.Checkout.Session | undefined): string {
  const why = session === undefined ? 'There is no such checkout.' : `This checkout is ${session.status}.`;
  const next = session && (session.status === 'complete' ? destination(session) : session.cancel_url);
  const link = next ? `<p><a href="${escape(next)}">Back to the shop</a></p>` : '';
  return `<main class="narrow"><h1>${why}</h1>${link}</main>`;
}

function openPage(session: Stripe.Checkout.Session, items: SandboxLineItem[]): string {
  const currency = session.currency ?? 'usd';
  const total = money(session.amount_total ?? 0, currency);
  const rows = items.map(
    (item) =>
      `<li><span>${escape(item.description ?? 'Item')}${item.quantity === 1 ? '' : ` × ${item.quantity}`}</span><span>${escape(money(item.amount_total, currency))}</span></li>`,
  );
  const setup = session.mode === 'setup';
  const summary = setup
    ? '<h1>Save a card</h1><p>It will be charged later, not now.</p>'
    : `<h1>Pay ${escape(total)}</h1><ul class="items">${rows.join('')}<li class="total"><span>Total</span><span>${escape(total)}</span></li></ul>`;
  const back = session.cancel_url
    ? `<p><a href="${escape(session.cancel_url)}">Back to the shop</a></p>`
    : '';
  return `<main class="checkout"><section aria-label="Summary">${summary}${back}</section>
<form id="checkout" data-id="${session.id}" novalidate>
<label for="email">Email</label>
<input id="email" type="email" autocomplete="email" required value="${escape(session.customer_email ?? '')}"${session.customer_email ? ' readonly' : ''}>
<label for="name">Name on card</label>
<input id="name" autocomplete="cc-name">
<div id="payment"></div>
<p class="error" role="alert"></p>
<button class="primary" type="submit">${setup ? 'Save card' : `Pay ${escape(total)}`}</button>
</form></main>`;
}
