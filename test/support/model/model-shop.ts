import Stripe from 'stripe';
import type { ChaosWorld } from '../chaos-world.js';
import type { ControlledProcess } from '../controlled-process.js';
import type { Shopper } from '../shopper.js';
import type { Command, Payment, PriceName, Process } from './command.js';
import type { ModelClient } from './model-client.js';

/** What its customer's browser remembers of an order. */
interface ModelOrder {
  readonly id: string;
  readonly by: Shopper;
  readonly total: number;
  readonly currency: string;
  intent: string | null;
  session: string | null;
}

type Do<Name extends Command['does']> = Extract<Command, { does: Name }>;

/** The people and the troubles of a model-based run: does what the commands say, to real processes. */
export class ModelShop {
  readonly #orders: ModelOrder[] = [];
  readonly #restarting = new Set<Process>();

  constructor(
    private readonly world: ChaosWorld,
    private readonly client: ModelClient,
    private readonly customers: readonly Shopper[],
    private readonly operator: Shopper,
    private readonly prices: Readonly<Record<PriceName, string>>,
  ) {}

  /** What breaks on the way is what such a run is for, and somebody comes back later; what is wrong is thrown. */
  async perform(command: Command): Promise<void> {
    try {
      await this.#do(command);
    } catch (error) {
      if (!isTrouble(error)) throw error;
    }
  }

  #do(command: Command): Promise<unknown> {
    const { sandbox, database } = this.world;
    switch (command.does) {
      case 'place order':
        return this.#place(command);
      case 'fault':
        return sandbox.fail(command.fault);
      case 'deliver badly':
        return sandbox.deliverBadly(command.faults);
      case 'bank':
        return sandbox.trigger(command.what);
      case 'kill':
        return this.#kill(command.process);
      case 'cut database':
        return database.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND application_name LIKE 'kaikei%'`,
        );
      default:
        return this.#doTo(command, this.#ordersFor(command).at(-1 - command.order));
    }
  }

  /** Money is asked for, or given back, where there may be some. */
  #ordersFor({ does }: Command): readonly ModelOrder[] {
    if (does !== 'capture' && does !== 'refund' && does !== 'at Stripe') return this.#orders;
    return this.#orders.filter(({ intent, session }) => intent !== null || session !== null);
  }

  async #doTo(command: Extract<Command, { order: number }>, order: ModelOrder | undefined): Promise<unknown> {
    if (!order) return;
    switch (command.does) {
      case 'open':
        return this.#open(order, command);
      case 'pay':
        return this.#pay(order, command);
      case 'come back':
        await order.by.send('GET', `/api/orders/${order.id}`);
        return order.by.send('POST', `/api/orders/${order.id}/refresh`);
      case 'cancel':
        return command.by === 'customer'
          ? this.#ask(order.by, `/api/orders/${order.id}/cancel`, {})
          : this.#ask(this.operator, `/api/admin/orders/${order.id}/cancel`, {});
      case 'capture':
      case 'refund':
        return this.#askForMoney(order, command);
      case 'at Stripe':
        return this.#atStripe(order, command);
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

  async #place({ customer, price, quantity, pays }: Do<'place order'>): Promise<void> {
    const by = this.customers[customer % this.customers.length];
    if (!by) return;
    const items = [{ price_id: this.prices[price], quantity }];
    const { status, body } = await this.#ask(by, '/api/orders', { items });
    if (status !== 201) return;
    const { id, total, currency } = body as { id: string; total: number; currency: string };
    const order = { id, by, total, currency, intent: null, session: null };
    this.#orders.push(order);
    if (pays) await this.#pay(order, pays);
  }

  /** @returns the secret of a payment by card form, or the session of one on Stripe's page */
  async #open(order: ModelOrder, { way, twice }: Pick<Do<'open'>, 'way' | 'twice'>): Promise<string | null> {
    const path = way === 'page' ? '/api/checkout' : '/api/payments/intent';
    const { status, body } = await this.#ask(order.by, path, { order_id: order.id }, twice);
    if (status !== 200) return null;
    if (way === 'page') {
      order.session = String(body.id);
      return order.session;
    }
    order.intent = String(body.payment_intent_id);
    return String(body.client_secret);
  }

  async #pay(order: ModelOrder, { way, method: choice }: Payment): Promise<void> {
    const { sandbox } = this.world;
    const [method = '', challenge = 'pass'] = choice.split('|');
    const opened = await this.#open(order, { way, twice: false });
    if (opened === null) return;
    if (way === 'page') {
      const answer = await sandbox.payOnPage(opened, method);
      if (answer.status === 'requires_action' && challenge !== 'leave' && answer.client_secret) {
        await sandbox.answerChallenge(answer.client_secret, challenge === 'fail' ? 'fail' : 'pass');
        await sandbox.resumePage(opened);
      }
      await order.by.send('GET', `/api/orders/${order.id}`);
      return;
    }
    const { status } = await sandbox.confirm(order.intent ?? '', method);
    if (status === 'requires_action' && challenge !== 'leave')
      await sandbox.answerChallenge(opened, challenge === 'fail' ? 'fail' : 'pass');
  }

  #askForMoney(order: ModelOrder, { does, share, twice }: Do<'capture' | 'refund'>) {
    const amount = amountOf(order, share);
    const path = `/api/admin/orders/${order.id}/${does === 'capture' ? 'capture' : 'refunds'}`;
    return this.#ask(this.operator, path, amount === null ? {} : { amount }, twice);
  }

  /** Someone at Stripe's dashboard. */
  async #atStripe(order: ModelOrder, { what, share }: Do<'at Stripe'>): Promise<void> {
    const { stripe } = this.world.sandbox;
    const intent = order.intent ?? (await this.#intentOfPage(order));
    if (intent === null) return;
    const amount = amountOf(order, share);
    if (what === 'cancel') await stripe.paymentIntents.cancel(intent);
    else if (what === 'refund')
      await stripe.refunds.create({ payment_intent: intent, ...(amount === null ? {} : { amount }) });
    else await stripe.paymentIntents.capture(intent, amount === null ? {} : { amount_to_capture: amount });
  }

  async #intentOfPage({ session }: ModelOrder): Promise<string | null> {
    if (session === null) return null;
    const { payment_intent: intent } = await this.world.sandbox.stripe.checkout.sessions.retrieve(session);
    return typeof intent === 'string' ? intent : null;
  }

  async #kill(name: Process): Promise<void> {
    if (this.#restarting.has(name)) return;
    this.#restarting.add(name);
    const victim = this.#processOf(name);
    await victim.kill();
    await victim.start();
    this.#restarting.delete(name);
  }

  #processOf(name: Process): ControlledProcess {
    const { apis, workers, sandbox, worker } = this.world.stack;
    const [kind, place] = name.split(' ');
    if (kind === 'sandbox') return sandbox;
    return (kind === 'api' ? apis : workers)[Number(place)] ?? worker;
  }
}

/** In whole steps of the currency: Stripe's three-decimal amounts end in 0. */
function amountOf({ total, currency }: ModelOrder, share: number | null): number | null {
  if (share === null) return null;
  const step = currency === 'kwd' ? 10 : 1;
  return Math.max(step, Math.floor((total * share) / step) * step);
}

function isTrouble(error: unknown): boolean {
  if (error instanceof Stripe.errors.StripeError) return true;
  // Not by class: what `fetch` throws is of another realm than a test.
  const { message = '' } = error as { message?: string };
  // Refused by the sandbox's controls, or broken off by a kill.
  return message.startsWith('The sandbox answered') || message === 'fetch failed' || message === 'terminated';
}
