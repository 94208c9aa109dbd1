import { performance } from 'node:perf_hooks';

/** What an API answered, and how long it took. Status 0: there was no answer at all. */
export interface TimedAnswer {
  readonly status: number;
  readonly code: string | null;
  readonly body: Readonly<Record<string, unknown>>;
  readonly ms: number;
}

/** No request of ours may take longer than this, whatever happens to Stripe or the database. */
const PATIENCE_MS = 30_000;

/** Fixed ids of the demo catalogue that every stack is seeded with. */
export const PRICES = {
  /** Double-entry notebook, JPY 1,980 with tax. */
  jpy: '00000000-0001-7000-8000-000000000601',
  /** The same in dollars: bank debits can be tried with these. */
  usd: '00000000-0001-7000-8000-000000000602',
} as const;

/**
 * Sends one request, with JSON in and out. Never throws: a connection that breaks is an answer with status 0.
 * @param patienceMs after which it is cut off, whatever becomes of it at the other end
 */
export async function send(
  method: string,
  url: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
  patienceMs = PATIENCE_MS,
): Promise<TimedAnswer> {
  const startedAt = performance.now();
  try {
    const answer = await fetch(url, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(patienceMs),
    });
    const text = await answer.text();
    const parsed = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
    const code = typeof parsed.code === 'string' ? parsed.code : null;
    return { status: answer.status, code, body: parsed, ms: performance.now() - startedAt };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { status: 0, code: null, body: { reason }, ms: performance.now() - startedAt };
  }
}

export interface Account {
  readonly email: string;
  readonly password: string;
}

/** Someone at a browser, whose requests may go to any of the API processes. */
export class Shopper {
  private constructor(
    readonly userId: string,
    readonly account: Account,
    private readonly apiUrl: string,
    private readonly accessToken: string,
  ) {}

  static newAccount(): Account {
    return { email: `${crypto.randomUUID()}@example.com`, password: 'horse tent gravel' };
  }

  static requestRegistration(apiUrl: string, account: Account): Promise<TimedAnswer> {
    const consent = { terms_accepted: true, privacy_accepted: true };
    return send('POST', `${apiUrl}/api/auth/register`, { ...account, name: 'Hanako', ...consent });
  }

  /** @throws Error unless the account is made */
  static async register(apiUrl: string): Promise<Shopper> {
    const account = Shopper.newAccount();
    return Shopper.from(apiUrl, account, await Shopper.requestRegistration(apiUrl, account), 201);
  }

  /** @throws Error unless they are let in */
  static async logIn(apiUrl: string, account: Account): Promise<Shopper> {
    return Shopper.from(apiUrl, account, await send('POST', `${apiUrl}/api/auth/login`, account), 200);
  }

  private static from(apiUrl: string, account: Account, answer: TimedAnswer, expected: number): Shopper {
    const user = answer.body.user as { id: string } | undefined;
    if (answer.status !== expected || !user)
      throw new Error(`Signing in was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return new Shopper(user.id, account, apiUrl, String(answer.body.access_token));
  }

  send(
    method: string,
    path: string,
    body?: unknown,
    apiUrl = this.apiUrl,
    headers: Readonly<Record<string, string>> = {},
    patienceMs = PATIENCE_MS,
  ): Promise<TimedAnswer> {
    const own = { authorization: `Bearer ${this.accessToken}`, ...headers };
    return send(method, `${apiUrl}${path}`, body, own, patienceMs);
  }

  /** @returns the order's id. @throws Error unless it is placed */
  async placeOrder(priceId: string = PRICES.jpy): Promise<string> {
    const { status, body } = await this.send('POST', '/api/orders', {
      items: [{ price_id: priceId, quantity: 1 }],
    });
    if (status !== 201) throw new Error(`An order was answered ${status}: ${JSON.stringify(body)}`);
    return String(body.id);
  }

  requestPayment(orderId: string, apiUrl = this.apiUrl): Promise<TimedAnswer> {
    return this.send('POST', '/api/payments/intent', { order_id: orderId }, apiUrl);
  }

  /** @throws Error unless the payment is open */
  async openPayment(orderId: string): Promise<{ id: string; clientSecret: string }> {
    const { status, body } = await this.requestPayment(orderId);
    if (status !== 200) throw new Error(`A payment was answered ${status}: ${JSON.stringify(body)}`);
    return { id: String(body.payment_intent_id), clientSecret: String(body.client_secret) };
  }

  async orderStatus(orderId: string): Promise<unknown> {
    return (await this.send('GET', `/api/orders/${orderId}`)).body.status;
  }
}
