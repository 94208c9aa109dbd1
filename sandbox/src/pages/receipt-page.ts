import type { FastifyInstance } from 'fastify';
import type { World } from '../core/world.js';
import { money } from '../money/check-amount.js';
import { escape, page } from './html.js';

/** Receipts (`charge.receipt_url`) and vouchers (`hosted_voucher_url`). */
export function receiptPages(server: FastifyInstance, world: World): void {
  server.get('/receipts/:id', (request, reply) => {
    const charge = world.store.get('charges', (request.params as { id: string }).id);
    reply.type('text/html; charset=utf-8');
    if (!charge)
      return reply
        .code(404)
        .send(page('Receipt', '<main class="narrow"><h1>There is no such receipt.</h1></main>'));
    const card = charge.payment_method_details?.card;
    const facts: [string, string][] = [
      ['Amount', money(charge.amount_captured, charge.currency)],
      ['Refunded', money(charge.amount_refunded, charge.currency)],
      ['Date', new Date(charge.created * 1000).toISOString().slice(0, 10)],
      ['Paid with', card ? `${card.brand} •••• ${card.last4}` : (charge.payment_method_details?.type ?? '')],
      ['Charge', charge.id],
    ];
    return reply.send(page('Receipt', `<main class="narrow"><h1>Receipt</h1>${factList(facts)}</main>`));
  });

  server.get('/vouchers/:id', (request, reply) => {
    const intent = world.store.get('payment_intents', (request.params as { id: string }).id);
    const voucher = intent?.next_action?.konbini_display_details;
    reply.type('text/html; charset=utf-8');
    if (!intent || !voucher)
      return reply
        .code(404)
        .send(page('Voucher', '<main class="narrow"><h1>There is no voucher to pay.</h1></main>'));
    const facts: [string, string][] = [
      ['Amount', money(intent.amount, intent.currency)],
      ['Payment code', voucher.stores.familymart?.payment_code ?? ''],
      ['Pay by', new Date(voucher.expires_at * 1000).toISOString().slice(0, 16).replace('T', ' ')],
    ];
    return reply.send(
      page('Voucher', `<main class="narrow"><h1>Pay at a convenience store</h1>${factList(facts)}</main>`),
    );
  });
}

function factList(facts: [string, string][]): string {
  return `<dl>${facts.map(([term, value]) => `<div><dt>${escape(term)}</dt><dd>${escape(value)}</dd></div>`).join('')}</dl>`;
}
