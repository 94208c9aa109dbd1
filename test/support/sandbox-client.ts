import Stripe from 'stripe';
import type { Fault } from './sandbox.js';

/** `PUT /_sandbox/delivery`: what is left out is well-behaved again. */
export interface DeliveryFaults {
  readonly paused?: boolean;
  readonly lose?: number;
  readonly duplicate?: number;
  readonly shuffle_ms?: number;
  readonly twin?: number;
}

/** Everything of one kind at the sandbox; a test that makes more has another purpose. */
const MAX_LISTED = 10_000;
const PAGE_SIZE = 100;

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
    return this.stripe.paymentIntents.list({ limit: PAGE_SIZE }).autoPagingToArray({ limit: MAX_LISTED });
  }

  async customers(): Promise<Stripe.Customer[]> {
    return this.stripe.customers.list({ limit: PAGE_SIZE }).autoPagingToArray({ limit: MAX_LISTED });
  }

  /** The latest first. @param types left out: all */
  async events(types?: string[]): Promise<Stripe.Event[]> {
    return this.stripe.events
      .list({ limit: PAGE_SIZE, ...(types ? { types } : {}) })
      .autoPagingToArray({ limit: MAX_LISTED });
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
