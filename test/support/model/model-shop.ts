import Stripe from 'stripe';
import type { ChaosWorld } from '../chaos-world.js';
import type { Shopper } from '../shopper.js';
import type { Command, OrderCommand, Payment, PriceName, Purchase } from './command.js';
import type { ModelClient } from './model-client.js';
import { amountOf, type ModelOrder, type Tab } from './model-order.js';
import { ModelStripe } from './model-stripe.js';
import { ModelTrouble } from './model-trouble.js';

type Do<Name extends Command['does']> = Extract<Command, { does: Name }>;

/** The people and the troubles of a model-based run: does what the commands say, to real processes. */
export class ModelShop {
  readonly stripes: ModelStripe;
  readonly trouble: ModelTrouble;
  readonly #orders: ModelOrder[] = [];

  constructor(
    private readonly world: ChaosWorld,
    private readonly client: ModelClient,
    private readonly customers: readonly Shopper[],
    private readonly operator: Shopper,
    private readonly prices: Readonly<Record<PriceName, string>>,
  ) {
    this.stripes = new ModelStripe(world);
    this.trouble = new ModelTrouble(world);
  }

  /** What breaks on the way is what such a run is for, and somebody comes back later; what is wrong is thrown. */
  async perform(command: Command): Promise<void> {
    await survive(() => this.#do(command));
  }

  async #do(command: Command): Promise<unknown> {
    const { sandbox } = this.world;
    switch (command.does) {
      case 'place order':
        return this.#placeAndPay(command);
      case 'pay what was given up':
        return this.#payGivenUp(command);
      case 'at the same moment':
        return this.#doBoth(command.both);
      case 'fault':
        return sandbox.fail(command.fault);
      case 'black out':
        return this.trouble.blackOut(command);
      case 'deliver badly':
        return this.trouble.deliverBadly(command);
      case 'bank':
        return sandbox.trigger(command.what);
      case 'ask again':
        return this.client.comeBack();
      case 'let time pass':
        return this.trouble.letTimePass();
      case 'kill':
        return this.trouble.kill(command.process);
      case 'cut database':
        return this.trouble.cutDatabase();
      default:
        return this.#doTo(command, this.#find(command));
    }
  }

  async #doBoth(both: Do<'at the same moment'>['both']): Promise<void> {
    const order = this.#find(both[0]);
    await Promise.all(both.map((command) => survive(() => this.#doTo(command, order))));
  }

  /** Money is asked for, or given back, where there is some. */
  #find({ does, order }: OrderCommand): ModelOrder | undefined {
    const isAboutMoney = does === 'capture' || does === 'refund';
    return this.#orders.filter(({ isCharged }) => !isAboutMoney || isCharged).at(-1 - order);
  }

  async #doTo(command: OrderCommand, order: ModelOrder | undefined): Promise<unknown> {
    if (!order) return;
    switch (command.does) {
      case 'open':
        return this.#open(order, command.way, command.twice);
      case 'pay':
        return this.#pay(order, command);
      case 'pay in an old tab':
        return this.#payInTab(order, order.tabs.at(-1 - command.tab), command.method);
      case 'come back':
        await order.by.send('GET', `/api/orders/${order.id}`);
        return order.by.send('POST', `/api/orders/${order.id}/refresh`);
      case 'cancel':
        return this.#cancel(order, command.by);
      case 'capture':
      case 'refund':
        return this.#askForMoney(order, command);
      case 'at Stripe':
        return this.stripes.actAtDashboard(order, command);
      case 'impersonate':
        return this.stripes.impersonate(order, command);
      case 'tell of live money':
        return this.stripes.tellOfLiveMoney(order);
      case 'let expire':
        return this.world.database.query(
          `UPDATE orders SET placed_at = placed_at - interval '2 days', payable_since = NULL
           WHERE id = $1 AND status IN ('pending', 'awaiting_payment')`,
          [order.id],
        );
    }
  }

  #ask(by: Shopper, path: string, body: Readonly<Record<string, unknown>>, twice = false) {
    return this.client.send({ by, path, body, key: this.client.newKey() }, twice);
  }

  async #placeAndPay({ pays, ...purchase }: Do<'place order'>): Promise<void> {
    const order = await this.#place(purchase);
    if (order && pays) await this.#pay(order, pays);
  }

  async #payGivenUp({ way, instead, method, ...purchase }: Do<'pay what was given up'>): Promise<void> {
    const order = await this.#place(purchase);
    const tab = order && (await this.#open(order, way));
    if (!tab) return;
    await this.stripes.deny(tab);
    if (instead === 'cancel') await this.#cancel(order, 'customer');
    else await this.#pay(order, { way, method: 'pm_card_visa' });
    await this.#payInTab(order, tab, method);
  }

  async #place({ customer, price, quantity }: Purchase): Promise<ModelOrder | null> {
    const by = this.customers[customer % this.customers.length];
    if (!by) return null;
    const items = [{ price_id: this.prices[price], quantity }];
    const { status, body } = await this.#ask(by, '/api/orders', { items });
    if (status !== 201) return null;
    const { id, total, currency } = body as { id: string; total: number; currency: string };
    const order: ModelOrder = { id, by, total, currency, tabs: [], isCharged: false };
    this.#orders.push(order);
    return order;
  }

  async #open(order: ModelOrder, way: Payment['way'], twice = false): Promise<Tab | null> {
    const path = way === 'page' ? '/api/checkout' : '/api/payments/intent';
    const { status, body } = await this.#ask(order.by, path, { order_id: order.id }, twice);
    if (status !== 200) return null;
    const id = String(way === 'page' ? body.id : body.payment_intent_id);
    const tab = { way, id, clientSecret: String(body.client_secret) };
    if (!order.tabs.some((each) => each.id === id)) order.tabs.push(tab);
    return tab;
  }

  async #pay(order: ModelOrder, { way, method }: Payment): Promise<void> {
    const tab = await this.#open(order, way);
    if (!tab) return;
    await this.#payInTab(order, tab, method);
    if (way === 'page') await order.by.send('GET', `/api/orders/${order.id}`);
  }

  async #payInTab(order: ModelOrder, tab: Tab | undefined, method: string): Promise<void> {
    if (tab && (await this.stripes.pay(tab, method))) order.isCharged = true;
  }

  #cancel(order: ModelOrder, by: 'customer' | 'operator') {
    return by === 'customer'
      ? this.#ask(order.by, `/api/orders/${order.id}/cancel`, {})
      : this.#ask(this.operator, `/api/admin/orders/${order.id}/cancel`, {});
  }

  #askForMoney(order: ModelOrder, { does, share, twice }: Do<'capture' | 'refund'>) {
    const amount = amountOf(order, share);
    const path = `/api/admin/orders/${order.id}/${does === 'capture' ? 'capture' : 'refunds'}`;
    return this.#ask(this.operator, path, amount === null ? {} : { amount }, twice);
  }
}

async function survive(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isTrouble(error)) throw error;
  }
}

function isTrouble(error: unknown): boolean {
  if (error instanceof Stripe.errors.StripeError) return true;
  // Not by class: what `fetch` throws is of another realm than a test.
  const { message = '' } = error as { message?: string };
  // Refused by the sandbox's controls, or broken off by a kill.
  return message.startsWith('The sandbox answered') || message === 'fetch failed' || message === 'terminated';
}
