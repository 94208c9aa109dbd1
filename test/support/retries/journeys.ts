import type { ChaosWorld } from '../chaos-world.js';
import { eventually } from '../eventually.js';
import type { SeededRandom } from '../seeded-random.js';
import { PRICES, type Shopper, type TimedAnswer } from '../shopper.js';
import type { ImpatientClient, OnceBy } from './impatient-client.js';

const BECOMES_WITHIN_MS = 120_000;
const LOOK_INTERVAL_MS = 250;
/** In yen: what a notebook costs, and what is taken of it where it was only held. */
const TOTAL = 1_980;
const CAPTURED = 1_300;
/** Refunds of one order, all of the same amount: each is meant, none twice. */
const REFUNDS = 12;
const REFUNDED = 150;

/** What Stripe must have moved for an order in the end, in yen. */
export interface Journey {
  readonly orderId: string;
  readonly charged: number;
  readonly refunds: readonly number[];
}

/** One after the other, each operation sent several times. */
export class Journeys {
  /** Operations that were retried, by what they were for. */
  readonly operations: Record<string, number> = {};

  constructor(
    private readonly world: ChaosWorld,
    private readonly client: ImpatientClient,
    private readonly random: SeededRandom,
    private readonly shoppers: readonly Shopper[],
    private readonly operator: Shopper,
    private readonly heldPrice: string,
  ) {}

  get count(): number {
    return Object.values(this.operations).reduce((sum, count) => sum + count, 0);
  }

  async go(): Promise<Journey> {
    const shopper = this.random.pick(this.shoppers);
    const kind = this.random.pick(['by card', 'by card', 'on the page', 'held', 'both ways'] as const);
    switch (kind) {
      case 'by card':
        return this.#byCard(shopper);
      case 'on the page':
        return this.#onThePage(shopper);
      case 'held':
        return this.#held(shopper);
      case 'both ways':
        return this.#bothWays(shopper);
    }
  }

  /** Paid by card, and given back bit by bit. */
  async #byCard(shopper: Shopper): Promise<Journey> {
    const orderId = await this.#place(shopper, PRICES.jpy);
    await this.#confirm(await this.#open(shopper, orderId));
    await this.#becomes(shopper, orderId, 'paid');
    const refunds = Array.from({ length: REFUNDS }, () => REFUNDED);
    for (const amount of refunds) await this.#refund(orderId, { amount }, 'key');
    return { orderId, charged: TOTAL, refunds };
  }

  /** Paid on Stripe's page, and given back whole by two operators at once. */
  async #onThePage(shopper: Shopper): Promise<Journey> {
    const orderId = await this.#place(shopper, PRICES.jpy);
    const opened = await this.#checkout(shopper, orderId);
    const page = theOne(opened, 'id');
    await Promise.all([0, 1].map(() => this.world.sandbox.payOnPage(page, 'pm_card_visa')));
    await this.#becomes(shopper, orderId, 'paid');
    await this.#refund(orderId, {}, 'nature');
    return { orderId, charged: TOTAL, refunds: [TOTAL] };
  }

  /** Held, and taken in part. */
  async #held(shopper: Shopper): Promise<Journey> {
    const orderId = await this.#place(shopper, this.heldPrice);
    await this.#confirm(await this.#open(shopper, orderId));
    await this.#becomes(shopper, orderId, 'authorized');
    await this.#operate('capture', this.operator, `/api/admin/orders/${orderId}/capture`, {
      amount: CAPTURED,
    });
    await this.#becomes(shopper, orderId, 'paid');
    return { orderId, charged: CAPTURED, refunds: [] };
  }

  /** The card form in one tab and Stripe's page in another, both paid at the same moment. */
  async #bothWays(shopper: Shopper): Promise<Journey> {
    const orderId = await this.#place(shopper, PRICES.jpy);
    const wish = { order_id: orderId };
    const [forms, pages] = await Promise.all([
      this.#operate('open a payment', shopper, '/api/payments/intent', wish),
      this.#checkout(shopper, orderId),
    ]);
    await Promise.all([
      ...forms.map(({ body }) => this.#confirm(String(body.payment_intent_id))),
      ...pages.map(({ body }) => this.world.sandbox.payOnPage(String(body.id), 'pm_card_visa')),
    ]);
    // Where each has closed the other, nothing is paid yet.
    const { status, body } = await shopper.requestPayment(orderId);
    if (status === 200) await this.#confirm(String(body.payment_intent_id));
    await this.#becomes(shopper, orderId, 'paid');
    return { orderId, charged: TOTAL, refunds: [] };
  }

  async #place(shopper: Shopper, priceId: string): Promise<string> {
    const items = [{ price_id: priceId, quantity: 1 }];
    const placed = await this.#operate('place an order', shopper, '/api/orders', { items }, 'key');
    expect(new Set(placed.map(({ status }) => status))).toEqual(new Set([201]));
    return theOne(placed, 'id');
  }

  async #open(shopper: Shopper, orderId: string): Promise<string> {
    const wish = { order_id: orderId };
    const opened = await this.#operate('open a payment', shopper, '/api/payments/intent', wish);
    return theOne(opened, 'payment_intent_id');
  }

  #checkout(shopper: Shopper, orderId: string): Promise<TimedAnswer[]> {
    return this.#operate("open Stripe's page", shopper, '/api/checkout', { order_id: orderId });
  }

  async #refund(orderId: string, body: object, onceBy: OnceBy): Promise<void> {
    const path = `/api/admin/orders/${orderId}/refunds`;
    const answers = await this.#operate('refund', this.operator, path, body, onceBy);
    // Without a key, the second try of one that Stripe did not answer is another refund: the first is carried out by itself.
    const made = answers.filter(({ status }) => status === 201);
    if (onceBy === 'key' || made.length > 0) theOne(made, 'id');
    const refused = answers.filter(({ status }) => status !== 201).map(({ code }) => code);
    expect(refused.filter((code) => code !== 'refund_exceeds_captured')).toEqual([]);
  }

  async #operate(
    what: string,
    by: Shopper,
    path: string,
    body: object,
    onceBy: OnceBy = 'nature',
  ): Promise<TimedAnswer[]> {
    const answers = await this.client.operate(by, path, body, onceBy);
    this.operations[what] = (this.operations[what] ?? 0) + 1;
    return answers;
  }

  /** A double click on the pay button: Stripe takes one, and refuses what is paid or closed. */
  async #confirm(paymentIntentId: string): Promise<void> {
    await Promise.allSettled([0, 1].map(() => this.world.sandbox.confirm(paymentIntentId, 'pm_card_visa')));
  }

  async #becomes(shopper: Shopper, orderId: string, status: string): Promise<void> {
    await eventually(
      () => shopper.orderStatus(orderId),
      (found) => found === status,
      BECOMES_WITHIN_MS,
      LOOK_INTERVAL_MS,
    );
  }
}

/** @returns what all the answers name. @throws Error with them where they do not name one thing */
function theOne(answers: readonly TimedAnswer[], field: string): string {
  const [named, ...others] = new Set(answers.map(({ body }) => body[field]));
  if (typeof named !== 'string' || others.length > 0)
    throw new Error(`One ${field} was expected: ${JSON.stringify(answers)}`);
  return named;
}
