import { randomUUID } from 'node:crypto';
import { Connection, prepare } from './connection.mjs';

/** A signed-in customer, on a connection of their own. */
export class Shopper {
  /** @param {Connection} connection @param {string} token @param {string} priceId */
  constructor(connection, token, priceId) {
    this.connection = connection;
    this.headers = { authorization: `Bearer ${token}` };
    this.priceId = priceId;
  }

  /**
   * @param {number} port
   * @returns {Promise<Shopper>}
   */
  static async register(port) {
    const connection = await Connection.open(port);
    const registration = {
      email: `${randomUUID()}@bench.example`,
      password: randomUUID(),
      name: 'Bench',
      terms_accepted: true,
      privacy_accepted: true,
    };
    const { access_token: token } = await exchange(
      connection,
      prepare('POST', '/api/auth/register', { body: JSON.stringify(registration) }),
    );
    return new Shopper(connection, token, await oneTimePrice(connection));
  }

  /** @param {number} [quantity] */
  prepareOrder(quantity = 1) {
    const body = JSON.stringify({ items: [{ price_id: this.priceId, quantity }] });
    return prepare('POST', '/api/orders', { headers: this.headers, body });
  }

  /** @param {string} orderId */
  preparePayment(orderId) {
    const body = JSON.stringify({ order_id: orderId });
    return prepare('POST', '/api/payments/intent', { headers: this.headers, body });
  }

  /** @returns {Promise<string>} the id of a new order */
  async placeOrder() {
    const { id } = await exchange(this.connection, this.prepareOrder());
    return id;
  }

  /** @param {Buffer} payment of `preparePayment` */
  async pay(payment) {
    return exchange(this.connection, payment);
  }
}

/** @param {Connection} connection */
async function oneTimePrice(connection) {
  const { data } = await exchange(connection, prepare('GET', '/api/products?limit=100'));
  /** @type {{ id: string, type: string, currency: string, unit_amount: number }[]} */
  const prices = data.flatMap((/** @type {{ prices: unknown[] }} */ product) => product.prices);
  const price = prices.find(({ type, currency }) => type === 'one_time' && currency === 'jpy');
  if (!price) throw new Error('The catalogue has no one-time price in JPY.');
  return price.id;
}

/**
 * @param {Connection} connection
 * @param {Buffer} request
 */
export async function exchange(connection, request) {
  const { status, body } = await connection.send(request);
  if (status >= 400) throw new Error(`Answered ${status}: ${body.toString()}`);
  return JSON.parse(body.toString());
}
