import { createHmac, randomBytes } from 'node:crypto';
import { prepare } from './connection.mjs';

/** @typedef {{ id: string, amount: number, currency: string, orderId: string, attemptId?: string }} Payment */

const API_VERSION = '2026-10-28.endive';

/**
 * A delivery as Stripe makes one: indented JSON of the usual length, signed now, with an event id of its own.
 *
 * @param {string} secret
 * @param {Payment} [payment] left out: one that is nobody's
 * @returns {Buffer} what a connection sends
 */
export function signedDelivery(secret, payment = foreignPayment()) {
  const now = Math.floor(Date.now() / 1_000);
  const body = JSON.stringify(succeeded(payment, now), null, 2);
  const signature = createHmac('sha256', secret).update(`${now}.${body}`).digest('hex');
  return prepare('POST', '/webhooks/stripe', {
    headers: { 'stripe-signature': `t=${now},v1=${signature}`, 'user-agent': 'Stripe/1.0' },
    body,
  });
}

/** @param {string} prefix */
const newId = (prefix) => `${prefix}_${randomBytes(12).toString('hex')}`;

/** @returns {Payment} */
const foreignPayment = () => ({
  id: newId('pi'),
  amount: 2_000,
  currency: 'jpy',
  orderId: 'of another shop',
});

/**
 * `payment_intent.succeeded` as Stripe makes it.
 *
 * @param {Payment} payment
 * @param {number} now unix seconds
 */
export function succeeded({ id, amount, currency, orderId, attemptId }, now) {
  return {
    id: newId('evt'),
    object: 'event',
    api_version: API_VERSION,
    created: now,
    data: {
      object: {
        id,
        object: 'payment_intent',
        amount,
        amount_capturable: 0,
        amount_details: { tip: {} },
        amount_received: amount,
        application: null,
        application_fee_amount: null,
        automatic_payment_methods: { allow_redirects: 'always', enabled: true },
        canceled_at: null,
        cancellation_reason: null,
        capture_method: 'automatic_async',
        client_secret: `${id}_secret_${'x'.repeat(25)}`,
        confirmation_method: 'automatic',
        created: now,
        currency,
        customer: newId('cus'),
        description: null,
        excluded_payment_method_types: null,
        last_payment_error: null,
        latest_charge: newId('ch'),
        livemode: false,
        metadata: {
          order_id: orderId,
          order_number: 'KAI-261120-7F3K2',
          user_id: newId('user'),
          attempt_id: attemptId,
        },
        next_action: null,
        on_behalf_of: null,
        payment_method: newId('pm'),
        payment_method_configuration_details: { id: newId('pmc'), parent: null },
        payment_method_options: {
          card: {
            installments: null,
            mandate_options: null,
            network: null,
            request_three_d_secure: 'automatic',
          },
          link: { persistent_token: null },
        },
        payment_method_types: ['card', 'link'],
        processing: null,
        receipt_email: null,
        review: null,
        setup_future_usage: null,
        shipping: null,
        source: null,
        statement_descriptor: null,
        statement_descriptor_suffix: null,
        status: 'succeeded',
        transfer_data: null,
        transfer_group: null,
      },
    },
    livemode: false,
    pending_webhooks: 1,
    request: { id: newId('req'), idempotency_key: newId('key') },
    type: 'payment_intent.succeeded',
  };
}
