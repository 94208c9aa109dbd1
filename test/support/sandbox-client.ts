import Stripe from 'stripe';
import type { StripesBooks } from './invariants/picture.js';
import type { Fault } from './sandbox.js';

/** `PUT /_sandbox/delivery`: what is left out is well-behaved again. */
export interface DeliveryFaults {
  readonly paused?: boolean;
  readonly lose?: number;
  readonly duplicate?: number;
  readonly shuffle_ms?: number;
  readonly twin?: number;
}

const PAGE_SIZE = 100;
/** Nobody waits longer for a Stripe that hangs on purpose. */
const TIMEOUT_MS = 10_000;

/** The sandbox seen from outside: Stripe's API by the unmodified SDK, and the sandbox's own controls. */
export class SandboxClient {
  readonly stripe: Stripe;

  constructor(readonly url: string) {
    const { hostname, port } = new URL(url);
    this.stripe = new Stripe('sk_test_sandbox', {
      host: hostname,
      port: Number(port),
      protocol: 'http',
      telemetry: false,
      timeout: TIMEOUT_MS,
    });
  }

  /** What Stripe.js does in the payer's browser. @throws Stripe's card error for a declined card */
  confirm(paymentIntentId: string, paymentMethod: string): Promise<Stripe.PaymentIntent> {
    return this.stripe.paymentIntents.confirm(paymentIntentId, { payment_method: paymentMethod });
  }

  /** The payer answers their bank's question. */
  async answerChallenge(clientSecret: string, outcome: 'pass' | 'fail'): Promise<void> {
    const [id = ''] = clientSecret.split('_secret_');
    await this.#send('POST', `/_sandbox/challenges/${id}`, { client_secret: clientSecret, outcome });
  }

  async intents(): Promise<Stripe.PaymentIntent[]> {
    return all(this.stripe.paymentIntents.list({ limit: PAGE_SIZE }));
  }

  async customers(): Promise<Stripe.Customer[]> {
    return all(this.stripe.customers.list({ limit: PAGE_SIZE }));
  }

  /** The latest first. @param types left out: all */
  async events(types?: string[]): Promise<Stripe.Event[]> {
    return all(this.stripe.events.list({ limit: PAGE_SIZE, ...(types ? { types } : {}) }));
  }

  /** Everything that moved money. */
  async truth(): Promise<Pick<StripesBooks, 'charges' | 'refunds' | 'disputes'>> {
    return (await this.#send('GET', '/_sandbox/truth')) as Pick<
      StripesBooks,
      'charges' | 'refunds' | 'disputes'
    >;
  }

  /** Everything that our books are compared with. */
  async books(): Promise<StripesBooks> {
    const { stripe } = this;
    const page = { limit: PAGE_SIZE };
    const [truth, intents, customers, events, sessions, reviews, warnings] = await Promise.all([
      this.truth(),
      this.intents(),
      this.customers(),
      this.events(),
      all(stripe.checkout.sessions.list(page)),
      all(stripe.reviews.list(page)),
      all(stripe.radar.earlyFraudWarnings.list(page)),
    ]);
    const { charges, refunds, disputes } = truth;
    return { charges, refunds, disputes, intents, customers, events, sessions, reviews, warnings };
  }

  /** Makes something happen that only Stripe, a bank or a payer's bank can do. */
  async trigger(kind: string, facts: Readonly<Record<string, unknown>> = {}): Promise<void> {
    await this.#send('POST', '/_sandbox/trigger', { kind, ...facts });
  }

  /** The payer presses the button on Stripe's page. @returns `complete`, `requires_action`, `open` or an error's text */
  async payOnPage(
    sessionId: string,
    paymentMethod: string,
  ): Promise<{ status?: string; client_secret?: string }> {
    const answer = await fetch(`${this.url}/_sandbox/checkout/${sessionId}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ payment_method: paymentMethod, email: 'hanako@example.com', name: 'Hanako' }),
    });
    return (await answer.json()) as { status?: string; client_secret?: string };
  }

  /** The page goes on after the bank's question was answered. */
  async resumePage(sessionId: string): Promise<void> {
    await this.#send('POST', `/_sandbox/checkout/${sessionId}`, { resume: true });
  }

  /** Stripe's clock goes ahead: holds lapse, pages expire, bank debits settle. */
  async advanceTime(seconds: number): Promise<void> {
    await this.#send('POST', '/_sandbox/time', { advance_seconds: seconds });
  }

  async fail(fault: Fault): Promise<void> {
    await this.#send('POST', '/_sandbox/faults', fault);
  }

  /** Also lets go on what hangs. */
  async clearFaults(): Promise<void> {
    await this.#send('DELETE', '/_sandbox/faults');
  }

  async faultsLeft(): Promise<number> {
    const { data } = (await this.#send('GET', '/_sandbox/faults')) as { data: { times: number }[] };
    return data.reduce((sum, { times }) => sum + times, 0);
  }

  async deliverBadly(faults: DeliveryFaults): Promise<void> {
    await this.#send('PUT', '/_sandbox/delivery', faults);
  }

  async deliverAgain(eventId?: string): Promise<void> {
    await this.#send('POST', '/_sandbox/deliver', eventId === undefined ? {} : { event_id: eventId });
  }

  async #send(method: string, path: string, body?: unknown): Promise<unknown> {
    const json = { 'content-type': 'application/json' };
    const answer = await fetch(`${this.url}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: json }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`The sandbox answered ${answer.status} to ${method} ${path}: ${text}`);
    return JSON.parse(text);
  }
}

/** However many there are: the SDK makes an array of ten thousand at most. */
async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
}
