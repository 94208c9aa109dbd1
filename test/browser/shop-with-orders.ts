import { eventually } from '../support/eventually.js';
import { SandboxClient } from '../support/sandbox-client.js';
import { PRICES, send } from '../support/shopper.js';
import type { Stack } from '../support/stack.js';

const SETTLED_WITHIN_MS = 20_000;

type Row = Readonly<Record<string, unknown>>;

/** A shop where orders stand as operators find them, made by its API and its customers' cards. */
export class ShopWithOrders {
  private constructor(
    private readonly stack: Stack,
    readonly sandbox: SandboxClient,
    private readonly operator: string,
    private readonly customer: string,
  ) {}

  static async open(stack: Stack): Promise<ShopWithOrders> {
    const signIn = await send('POST', `${stack.apiUrl}/api/auth/login`, stack.operator);
    const registration = {
      email: 'hanako@example.com',
      password: 'horse tent gravel',
      name: 'Hanako Sato',
      terms_accepted: true,
      privacy_accepted: true,
    };
    const account = await send('POST', `${stack.apiUrl}/api/auth/register`, registration);
    const tokens = [signIn, account].map(({ body }) => String(body.access_token));
    return new ShopWithOrders(stack, new SandboxClient(stack.sandboxUrl), tokens[0] ?? '', tokens[1] ?? '');
  }

  /** An order that is paid: two notebooks, ¥3,960. @returns its id */
  async paid(): Promise<string> {
    return this.#pay(PRICES.jpy, 2, 'paid');
  }

  /** An order of a chair for ¥9,000, whose money is held. @returns its id */
  async held(): Promise<string> {
    const product = await this.admin('POST', 'products', { name: 'Chair' });
    const price = await this.admin('POST', 'prices', {
      product_id: product.id,
      currency: 'jpy',
      unit_amount: 9_000,
      type: 'one_time',
      capture_method: 'manual',
    });
    return this.#pay(String(price.id), 1, 'authorized');
  }

  order(id: string): Promise<Row> {
    return this.admin('GET', `orders/${id}`);
  }

  async becomes(id: string, status: string): Promise<Row> {
    return eventually(
      () => this.order(id),
      (order) => order.status === status,
      SETTLED_WITHIN_MS,
    );
  }

  /** A call of the operators' API. @throws Error when it is refused */
  async admin(method: string, path: string, body?: unknown): Promise<Row> {
    return this.#call(method, `/api/admin/${path}`, this.operator, body);
  }

  async #pay(priceId: string, quantity: number, status: string): Promise<string> {
    const items = [{ price_id: priceId, quantity }];
    const { id } = await this.#call('POST', '/api/orders', this.customer, { items });
    const intent = await this.#call('POST', '/api/payments/intent', this.customer, { order_id: id });
    await this.sandbox.confirm(String(intent.payment_intent_id), 'pm_card_visa');
    await this.becomes(String(id), status);
    return String(id);
  }

  async #call(method: string, path: string, token: string, body?: unknown): Promise<Row> {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await send(method, this.stack.apiUrl + path, body, headers);
    if (answer.status < 200 || answer.status >= 300)
      throw new Error(`${method} ${path} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}
