import type Stripe from 'stripe';
import { ChaosWorld } from '../support/chaos-world.js';
import { eventually } from '../support/eventually.js';
import type { Shopper } from '../support/shopper.js';
import { deliver, type EventPayload, newEventId, variantOf } from '../support/signed-event.js';

const WITHIN_MS = 10_000;
/** webhooks/dispatch/retry-schedule.ts: the twelfth failure is the last. */
const LAST_TRY = 11;

describe('events that Stripe, or someone with its secret, delivers', () => {
  let world: ChaosWorld;
  let shopper: Shopper;
  let operator: Shopper;

  beforeAll(async () => {
    world = await ChaosWorld.start({ apis: 2, workers: 2 });
    shopper = await world.shopper();
    operator = await world.operator();
  });
  afterAll(() => world.close());

  /** An order that was paid at Stripe, which has told nobody yet. */
  async function takenPayment(): Promise<{ orderId: string; intentId: string; event: Stripe.Event }> {
    await world.sandbox.deliverBadly({ lose: 1 });
    const orderId = await shopper.placeOrder();
    const { id: intentId } = await shopper.openPayment(orderId);
    await world.sandbox.confirm(intentId, 'pm_card_visa');
    const events = await world.sandbox.events(['payment_intent.succeeded']);
    const event = events.find(({ data }) => 'id' in data.object && data.object.id === intentId);
    if (!event) throw new Error('The payment has no event.');
    return { orderId, intentId, event };
  }
  const history = async (orderId: string): Promise<unknown[]> => {
    const { body } = await shopper.send('GET', `/api/orders/${orderId}`);
    return (body.history as { status: string }[]).map(({ status }) => status);
  };
  const findingsAbout = async (subject: string): Promise<Record<string, unknown>[]> => {
    const { body } = await operator.send('GET', '/api/admin/findings?limit=100');
    return (body.data as Record<string, unknown>[]).filter((finding) => finding.subject === subject);
  };
  const eventsShown = async (query: string): Promise<Record<string, unknown>[]> => {
    const { body } = await operator.send('GET', `/api/admin/events?${query}`);
    return body.data as Record<string, unknown>[];
  };

  it('have one effect when one is delivered ten times in parallel over two processes', async () => {
    const { orderId, event } = await takenPayment();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, copy) => world.deliver({ ...event }, copy)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await world.settledEvent(event.id)).toMatchObject({ status: 'processed', attempts: 1 });
    expect(await history(orderId)).toEqual(['pending', 'awaiting_payment', 'paid']);
    await world.settled(WITHIN_MS);
  });

  it('have one effect when the same fact comes under two ids at once', async () => {
    const { orderId, event } = await takenPayment();
    const twins = [{ ...event }, variantOf(event)];
    await Promise.all(twins.map((twin, index) => world.deliver(twin, index)));
    for (const { id } of twins) expect(await world.settledEvent(id)).toMatchObject({ status: 'processed' });
    expect(await history(orderId)).toEqual(['pending', 'awaiting_payment', 'paid']);
    await world.settled(WITHIN_MS);
  });

  it('have one effect each when Stripe itself delivers copies and twins, shuffled', async () => {
    await world.sandbox.deliverBadly({ duplicate: 3, twin: 1, shuffle_ms: 300 });
    const orderIds = await Promise.all(Array.from({ length: 10 }, () => shopper.placeOrder()));
    for (const orderId of orderIds) {
      const { id } = await shopper.openPayment(orderId);
      await world.sandbox.confirm(id, 'pm_card_visa');
    }
    await eventually(
      () => Promise.all(orderIds.map((orderId) => shopper.orderStatus(orderId))),
      (statuses) => statuses.every((status) => status === 'paid'),
      WITHIN_MS,
    );
    await world.settled(WITHIN_MS);
  });

  it.each([
    ['a wrong amount', 'amount', {}, { amount: 1, amount_received: 1 }],
    ['less received than asked for', 'amount_received', {}, { amount_received: 1_979 }],
    ['a wrong currency', 'currency', {}, { currency: 'usd' }],
    ['the wrong mode in its envelope', 'livemode', { livemode: true }, {}],
    ['the wrong mode in its object', 'livemode', {}, { livemode: true }],
    ['the wrong mode in both', 'livemode', { livemode: true }, { livemode: true }],
  ])(
    'pay nothing with %s: a finding stands, and the event is processed',
    async (...[, fact, envelope, object]) => {
      const { orderId, intentId, event } = await takenPayment();
      const forged = variantOf(event, envelope, object);
      expect((await world.deliver(forged)).status).toBe(200);
      expect(await world.settledEvent(forged.id)).toMatchObject({ status: 'processed', last_error: null });
      expect(await shopper.orderStatus(orderId)).toBe('awaiting_payment');
      const [finding] = await findingsAbout(intentId);
      expect(finding).toMatchObject({ kind: 'payment_mismatch', resolved_at: null });
      expect(finding?.detail).toContain(fact);
      // The true event is none the worse for it.
      await world.deliver({ ...event });
      await world.settledEvent(event.id);
      expect(await shopper.orderStatus(orderId)).toBe('paid');
    },
  );

  it('pay nothing that names another order: a finding stands, and neither order is paid', async () => {
    const { orderId, intentId, event } = await takenPayment();
    const otherId = await shopper.placeOrder();
    const metadata = { ...(event.data.object as Stripe.PaymentIntent).metadata, order_id: otherId };
    const forged = variantOf(event, {}, { metadata });
    await world.deliver(forged);
    expect(await world.settledEvent(forged.id)).toMatchObject({ status: 'processed' });
    expect(await shopper.orderStatus(orderId)).toBe('awaiting_payment');
    expect(await shopper.orderStatus(otherId)).toBe('pending');
    expect(await findingsAbout(intentId)).toMatchObject([{ kind: 'payment_mismatch' }]);
  });

  it('are ignored when their type is unknown, or their object is nothing of ours', async () => {
    const { event } = await takenPayment();
    const foreign = { id: 'pi_ofSomeoneElse', metadata: {} };
    const events = [
      variantOf(event, { type: 'payment_intent.invented_tomorrow' }),
      variantOf(event, { type: 'customer.updated' }, { id: 'cus_1', object: 'customer' }),
      variantOf(event, {}, foreign),
      variantOf(event, { type: 'payment_intent.canceled' }, { ...foreign, status: 'canceled' }),
    ];
    for (const each of events) expect((await world.deliver(each)).status).toBe(200);
    for (const { id } of events) expect(await world.settledEvent(id)).toMatchObject({ status: 'ignored' });
  });

  describe('and that we cannot read', () => {
    let poison: EventPayload;

    beforeAll(async () => {
      const { event } = await takenPayment();
      poison = variantOf(event, {}, { status: 'a_status_of_tomorrow' });
    });

    it('are retried with backoff, and others do not wait for them', async () => {
      const others = await Promise.all(Array.from({ length: 5 }, () => takenPayment()));
      await world.deliver(poison);
      const startedAt = performance.now();
      for (const { event } of others) await world.deliver({ ...event });
      for (const { event } of others)
        expect(await world.settledEvent(event.id, WITHIN_MS)).toMatchObject({ status: 'processed' });
      expect(performance.now() - startedAt).toBeLessThan(WITHIN_MS);
      const row = await eventually(
        () => world.inboxRow(poison.id),
        (found) => (found?.attempts ?? 0) >= 3 && found?.status === 'pending',
        WITHIN_MS,
      );
      expect(row?.last_error).toContain('UnreadablePayloadError');
      const { rows } = await world.database.query<{ pause: number }>(
        'SELECT extract(epoch FROM next_attempt_at - now())::float8 AS pause FROM stripe_events WHERE id = $1',
        [poison.id],
      );
      // The third pause: four seconds, less up to half of it by jitter.
      expect(rows[0]?.pause).toBeGreaterThan(0.5);
    });

    it('are dead after the last try, with their error, and are found by operators', async () => {
      await world.database.query(
        `UPDATE stripe_events SET attempts = $2, next_attempt_at = now() WHERE id = $1`,
        [poison.id, LAST_TRY],
      );
      expect(await world.settledEvent(poison.id, WITHIN_MS)).toMatchObject({ status: 'dead' });
      const [dead] = await eventsShown('status=dead');
      expect(dead).toMatchObject({ id: poison.id, attempts: 12, type: 'payment_intent.succeeded' });
      expect(dead?.last_error).toContain('UnreadablePayloadError');
      expect(await eventsShown(`object_id=${String(dead?.object_id)}`)).toMatchObject([{ id: poison.id }]);
      expect(await eventsShown('status=dead&type=payment_intent.canceled')).toEqual([]);
      const shown = await operator.send('GET', `/api/admin/events/${poison.id}`);
      expect(shown.body.payload).toMatchObject({
        id: poison.id,
        data: { object: { client_secret: null } },
      });
    });

    it('are processed by a replay, once a program that can read them runs', async () => {
      // As after an update of this program: what could not be read can be.
      await world.database.query(
        `UPDATE stripe_events SET payload = replace(payload::text, 'a_status_of_tomorrow', 'succeeded')::json
         WHERE id = $1`,
        [poison.id],
      );
      const replay = await operator.send('POST', `/api/admin/events/${poison.id}/replay`);
      expect([replay.status, replay.body]).toEqual([202, { id: poison.id, status: 'pending' }]);
      expect(await world.settledEvent(poison.id, WITHIN_MS)).toMatchObject({
        status: 'processed',
        attempts: 1,
      });
      const unknown = await operator.send('POST', `/api/admin/events/${newEventId()}/replay`);
      expect([unknown.status, unknown.code]).toEqual([404, 'event_not_found']);
    });
  });

  it('are refused with 400 under another secret', async () => {
    const { event } = await takenPayment();
    const forged = await deliver(world.stack.apiUrl, 'whsec_guessed', variantOf(event));
    expect([forged.status, forged.code]).toEqual([400, 'invalid_signature']);
  });

  it('leave the books in order, whatever came', async () => {
    await world.sandbox.deliverBadly({});
    // The payments whose true event was lost so far.
    await world.sandbox.deliverAgain();
    await world.settled(WITHIN_MS);
  });
});
