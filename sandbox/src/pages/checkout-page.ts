import type { FastifyInstance } from 'fastify';
import { idOf } from '../core/id-of.js';
import type Stripe from 'stripe';
import { missing, StripeError } from '../core/stripe-error.js';
import type { World } from '../core/world.js';
import type { SandboxLineItem } from '../checkout/checkout-state.js';
import { afterAttempt, type CheckoutForm, paySession } from '../checkout/pay-session.js';
import { money } from '../money/check-amount.js';
import { completionTold } from './await-webhook.js';
import {
  checkoutLanguage,
  type CheckoutLanguage,
  type CheckoutWords,
  checkoutWords,
} from './checkout-words.js';
import { escape, page } from './html.js';

/** The hosted Checkout page, and what it sends when the customer pays. */
export function checkoutPages(server: FastifyInstance, world: World): void {
  server.get('/checkout/:id', (request, reply) => {
    const { id } = request.params as { id: string };
    const session = world.store.get('checkout_sessions', id);
    const lang = checkoutLanguage(session?.locale, request.headers['accept-language']);
    const words = checkoutWords(lang);
    const inWords = (body: string, scripts: string[] = []): string =>
      page(words.title, body, scripts, { lang, banner: words.banner });
    // What it speaks may be the browser's wish.
    reply.type('text/html; charset=utf-8').header('Vary', 'Accept-Language');
    if (session?.status !== 'open')
      return reply.code(session ? 200 : 404).send(inWords(closedPage(session, words)));
    const items = world.store.get('checkout_states', id)?.items ?? [];
    return reply.send(inWords(openPage(session, items, words, lang), ['/v3/', '/pages/checkout.js']));
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
      const { code = null, decline_code = null } = error.body;
      return reply.code(error.status).send({ error: { message: error.message, code, decline_code } });
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
    const { message = 'The payment was not completed.', code = null, decline_code = null } = failed ?? {};
    return { status: 'open', error: { message, code, decline_code } };
  });
}

/** The seller's page for afterwards, with the session's id filled in; null if it has none. */
function destination(session: Stripe.Checkout.Session): string | null {
  return (
    (session.success_url ?? session.return_url ?? null)?.replaceAll('{CHECKOUT_SESSION_ID}', session.id) ??
    null
  );
}

function closedPage(session: Stripe.Checkout.Session | undefined, words: CheckoutWords): string {
  const why =
    session === undefined
      ? words.unknown
      : words.closed[session.status === 'complete' ? 'complete' : 'expired'];
  const next = session && (session.status === 'complete' ? destination(session) : session.cancel_url);
  const link = next ? `<p><a href="${escape(next)}">${words.back}</a></p>` : '';
  return `<main class="narrow"><h1>${why}</h1>${link}</main>`;
}

function openPage(
  session: Stripe.Checkout.Session,
  items: SandboxLineItem[],
  words: CheckoutWords,
  lang: CheckoutLanguage,
): string {
  const currency = session.currency ?? 'usd';
  const total = money(session.amount_total ?? 0, currency, lang);
  const rows = items.map(
    (item) =>
      `<li><span>${escape(item.description ?? words.item)}${item.quantity === 1 ? '' : ` × ${item.quantity}`}</span><span>${escape(money(item.amount_total, currency, lang))}</span></li>`,
  );
  const setup = session.mode === 'setup';
  const summary = setup
    ? `<h1>${words.saveCard}</h1><p>${words.saveNote}</p>`
    : `<h1>${escape(words.pay(total))}</h1><ul class="items">${rows.join('')}<li class="total"><span>${words.total}</span><span>${escape(total)}</span></li></ul>`;
  const back = session.cancel_url ? `<p><a href="${escape(session.cancel_url)}">${words.back}</a></p>` : '';
  return `<main class="checkout"><section aria-label="${words.summary}">${summary}${back}</section>
<form id="checkout" data-id="${session.id}" novalidate>
<label for="email">${words.email}</label>
<input id="email" type="email" autocomplete="email" required value="${escape(session.customer_email ?? '')}"${session.customer_email ? ' readonly' : ''}>
<label for="name">${words.nameOnCard}</label>
<input id="name" autocomplete="cc-name">
<div id="payment"></div>
<p class="error" role="alert"></p>
<button class="primary" type="submit">${escape(setup ? words.saveSubmit : words.pay(total))}</button>
</form></main>`;
}
