import { prepare } from './connection.mjs';
import { exchange } from './shopper.mjs';

/** @typedef {import('stripe').Stripe} Stripe */
/** @typedef {import('./shopper.mjs').Shopper} Shopper */

/**
 * @typedef {object} Shop
 * @property {Stripe} stripe what happens in a payer's browser
 * @property {string} sandboxUrl
 * @property {string} apiUrl
 * @property {Record<string, string>} operatorHeaders
 * @property {(orderId: string, status: string) => Promise<void>} reaches resolves once the order has the status
 */

/**
 * A way that an order's payment goes, from the order to its end. Nobody hesitates: each step follows at once, so that as
 * many events as can be are of the same second.
 *
 * @typedef {object} Payer
 * @property {string} name
 * @property {string} ends the order's last status
 * @property {(shop: Shop, shopper: Shopper, orderId: string) => Promise<void>} pay
 */

const REFUNDED_MINOR = 100;

/** @type {Record<'card' | 'declinedFirst' | 'challenged' | 'refunded' | 'disputed' | 'checkout', Payer>} */
export const PAYERS = {
  card: {
    name: 'paid by card at once',
    ends: 'paid',
    pay: async (shop, shopper, orderId) => {
      await confirm(shop, await openPayment(shopper, orderId), 'pm_card_visa');
    },
  },
  declinedFirst: {
    name: 'declined, then paid by another card',
    ends: 'paid',
    pay: async (shop, shopper, orderId) => {
      const payment = await openPayment(shopper, orderId);
      await confirm(shop, payment, 'pm_card_visa_chargeDeclined').catch(ignoreDecline);
      await confirm(shop, payment, 'pm_card_visa');
    },
  },
  challenged: {
    name: 'paid after 3-D Secure',
    ends: 'paid',
    pay: async (shop, shopper, orderId) => {
      const payment = await openPayment(shopper, orderId);
      await confirm(shop, payment, 'pm_card_authenticationRequired');
      const { payment_intent_id: id, client_secret } = payment;
      await post(`${shop.sandboxUrl}/_sandbox/challenges/${id}`, { client_secret, outcome: 'pass' });
    },
  },
  refunded: {
    name: 'paid by card, refunded in part by an operator',
    ends: 'partially_refunded',
    pay: async (shop, shopper, orderId) => {
      await confirm(shop, await openPayment(shopper, orderId), 'pm_card_visa');
      await shop.reaches(orderId, 'paid');
      const url = `${shop.apiUrl}/api/admin/orders/${orderId}/refunds`;
      await post(url, { amount: REFUNDED_MINOR }, shop.operatorHeaders);
    },
  },
  disputed: {
    name: 'paid by card and disputed',
    ends: 'disputed',
    pay: async (shop, shopper, orderId) => {
      await confirm(shop, await openPayment(shopper, orderId), 'pm_card_createDispute');
    },
  },
  checkout: {
    name: "paid on Stripe's page",
    ends: 'paid',
    pay: async ({ sandboxUrl }, shopper, orderId) => {
      const { id } = await ask(shopper, '/api/checkout', { order_id: orderId });
      const payer = { payment_method: 'pm_card_visa', email: 'hanako@bench.example', name: 'Hanako' };
      await post(`${sandboxUrl}/_sandbox/checkout/${id}`, payer);
    },
  },
};

/** @typedef {{ payment_intent_id: string, client_secret: string }} OpenedPayment */

/**
 * @param {Shopper} shopper
 * @param {string} orderId
 * @returns {Promise<OpenedPayment>}
 */
const openPayment = (shopper, orderId) => shopper.pay(shopper.preparePayment(orderId));

/**
 * @param {Shop} shop
 * @param {OpenedPayment} payment
 * @param {string} paymentMethod
 */
const confirm = ({ stripe }, { payment_intent_id: id }, paymentMethod) =>
  stripe.paymentIntents.confirm(id, { payment_method: paymentMethod });

/** @param {unknown} error */
function ignoreDecline(error) {
  const isDecline = error instanceof Error && 'code' in error && error.code === 'card_declined';
  if (!isDecline) throw error;
}

/**
 * @param {Shopper} shopper
 * @param {string} path
 * @param {object} body
 */
const ask = ({ connection, headers }, path, body) =>
  exchange(connection, prepare('POST', path, { headers, body: JSON.stringify(body) }));

/**
 * @param {string} url
 * @param {object} body
 * @param {Record<string, string>} [headers]
 */
async function post(url, body, headers = {}) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
}
