import type { ChaosWorld } from '../chaos-world.js';
import { newEventId } from '../signed-event.js';
import type { OrderCommand } from './command.js';
import { amountOf, lastTab, type ModelOrder, stepOf, type Tab } from './model-order.js';

type Do<Name extends OrderCommand['does']> = Extract<OrderCommand, { does: Name }>;

/** Marks what nobody here has asked for, so that it is not taken for a second payment of an attempt. */
const IMPOSTOR = { impostor: 'true' };

/** Marks what was captured, perhaps in another amount, while an operator of ours was asking for it. */
const CAPTURED_AT_DASHBOARD = { captured_at: 'dashboard' };

/** What happens at Stripe behind our back: payers on its pages, people at its dashboard, and those who mean no good. */
export class ModelStripe {
  /** PaymentIntents and sessions that Stripe has denied to have. */
  readonly denied = new Set<string>();

  constructor(private readonly world: ChaosWorld) {}

  /**
   * @param choice a test method, and after `|` what its payer does when their bank asks
   * @returns whether Stripe took or holds the money, as far as the payer sees
   */
  async pay({ way, id, clientSecret }: Tab, choice: string): Promise<boolean> {
    const { sandbox } = this.world;
    const [method = '', challenge = 'pass'] = choice.split('|');
    const isAnswered = challenge !== 'leave';
    const outcome = challenge === 'fail' ? 'fail' : 'pass';
    if (way === 'page') {
      const answer = await sandbox.payOnPage(id, method);
      if (answer.status !== 'requires_action' || !isAnswered || !answer.client_secret)
        return answer.status === 'complete';
      await sandbox.answerChallenge(answer.client_secret, outcome);
      await sandbox.resumePage(id);
      return outcome === 'pass';
    }
    const { status } = await sandbox.confirm(id, method);
    if (status !== 'requires_action' || !isAnswered)
      return status === 'succeeded' || status === 'requires_capture';
    await sandbox.answerChallenge(clientSecret, outcome);
    return outcome === 'pass';
  }

  /** As a read replica does that is behind: it says once that it has no such object. */
  async deny({ way, id }: Tab): Promise<void> {
    this.denied.add(id);
    const path = way === 'page' ? 'checkout/sessions' : 'payment_intents';
    await this.world.sandbox.fail({
      route: `GET /v1/${path}/${id}`,
      kind: 'status',
      status: 404,
      when: 'before',
      times: 1,
    });
  }

  /** Someone at Stripe's dashboard. */
  async actAtDashboard(order: ModelOrder, { what, share }: Do<'at Stripe'>): Promise<void> {
    const { stripe } = this.world.sandbox;
    const intent = await this.#intentOf(order);
    if (intent === null) return;
    const amount = amountOf(order, share);
    if (what === 'cancel') await stripe.paymentIntents.cancel(intent);
    else if (what === 'refund')
      await stripe.refunds.create({ payment_intent: intent, ...(amount === null ? {} : { amount }) });
    else
      await stripe.paymentIntents.capture(intent, {
        metadata: CAPTURED_AT_DASHBOARD,
        ...(amount === null ? {} : { amount_to_capture: amount }),
      });
  }

  /** A payment with the names of ours, of another amount or currency. */
  async impersonate(order: ModelOrder, { wrong }: Do<'impersonate'>): Promise<void> {
    const { stripe } = this.world.sandbox;
    const tab = order.tabs.at(-1);
    if (!tab) return;
    const { metadata } = await (tab.way === 'page'
      ? stripe.checkout.sessions.retrieve(tab.id)
      : stripe.paymentIntents.retrieve(tab.id));
    const { id } = await stripe.paymentIntents.create({
      amount: order.total + (wrong === 'amount' ? stepOf(order.currency) : 0),
      currency: wrong === 'currency' ? otherThan(order.currency) : order.currency,
      metadata: { ...metadata, ...IMPOSTOR },
    });
    await this.world.sandbox.confirm(id, 'pm_card_visa');
  }

  /** An event as Stripe sends it of live mode, about a payment that has not succeeded in ours. */
  async tellOfLiveMoney(order: ModelOrder): Promise<void> {
    const tab = lastTab(order, 'card form');
    if (!tab) return;
    const intent = await this.world.sandbox.stripe.paymentIntents.retrieve(tab.id);
    const { amount } = intent;
    await this.world.deliver({
      id: newEventId(),
      object: 'event',
      type: 'payment_intent.succeeded',
      api_version: '2026-10-28.endive',
      created: Math.floor(Date.now() / 1_000),
      livemode: true,
      pending_webhooks: 1,
      request: null,
      data: { object: { ...intent, status: 'succeeded', amount_received: amount, livemode: true } },
    });
  }

  async #intentOf(order: ModelOrder): Promise<string | null> {
    const form = lastTab(order, 'card form');
    if (form) return form.id;
    const page = lastTab(order, 'page');
    if (!page) return null;
    const { payment_intent: intent } = await this.world.sandbox.stripe.checkout.sessions.retrieve(page.id);
    return typeof intent === 'string' ? intent : null;
  }
}

function otherThan(currency: string): string {
  return currency === 'usd' ? 'jpy' : 'usd';
}
