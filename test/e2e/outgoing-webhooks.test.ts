import { Webhook } from 'standardwebhooks';
import type { ReceivedWebhook } from '../support/webhook-receiver.js';
import { ENDPOINTS, type RegisteredEndpoint, typesOf, WebhookWorld } from '../support/webhook-world.js';

/** "Below a second when idle", and a busy machine. */
const PROMPTLY_MS = 2_000;

describe('outgoing webhooks', () => {
  let world: WebhookWorld;

  beforeAll(async () => {
    world = await WebhookWorld.start();
  });
  afterAll(() => world.stop());
  beforeEach(() => world.reset());

  it('reach the receiver promptly, and the specification’s own library verifies them', async () => {
    const { secret } = await world.register();
    await world.courier.publish({
      type: 'order.paid',
      data: { order_number: 'KAI-1', amount: 1_100, currency: 'jpy' },
    });
    const [webhook] = await world.received(1, world.receiver, PROMPTLY_MS);

    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const verified = new Webhook(secret).verify(
      webhook?.body ?? '',
      webhook?.headers as Record<string, string>,
    );
    expect(verified).toEqual({
      type: 'order.paid',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      data: { order_number: 'KAI-1', amount: 1_100, currency: 'jpy' },
    });
    expect(webhook?.headers['content-type']).toBe('application/json');
  });

  it('are told of to operators: what was sent, when, how it went', async () => {
    const endpoint = await world.register();
    await world.courier.publish({ type: 'refund.succeeded', data: { amount: 5 } });
    const [delivery] = await world.settled(endpoint, 'delivered');

    expect(delivery).toMatchObject({
      endpoint_id: endpoint.id,
      event_id: world.receiver.received[0]?.headers['webhook-id'],
      event_type: 'refund.succeeded',
      attempts: 1,
      next_attempt_at: null,
      delivered_at: expect.any(String),
    });
    expect(await world.show(delivery?.id)).toMatchObject({
      ...delivery,
      data: { amount: 5 },
      log: [{ response_status: 200, response_excerpt: null, error: null, duration_ms: expect.any(Number) }],
    });
  });

  it('go to each endpoint that asked for their type, and to no other', async () => {
    await world.register({ event_types: ['refund.succeeded', 'refund.failed'] });
    await world.register({ url: world.other.url, event_types: ['*'] });
    await world.courier.publish({ type: 'order.paid' });
    await world.courier.publish({ type: 'refund.failed' });
    await world.received(2, world.other);
    await world.received(1);

    expect(typesOf(world.receiver.received)).toEqual(['refund.failed']);
  });

  it('keep the order of one subject while nothing fails', async () => {
    await world.register();
    const subject = 'order-in-order';
    for (const type of ['order.paid', 'order.fulfillable', 'dispute.opened', 'dispute.closed'] as const)
      await world.courier.publish({ type, subject });

    const types = typesOf(await world.received(4));
    expect(types).toEqual(['order.paid', 'order.fulfillable', 'dispute.opened', 'dispute.closed']);
  });

  it('are resent by hand with the same id, whatever became of them', async () => {
    const endpoint = await world.register();
    await world.courier.publish();
    const [delivery] = await world.settled(endpoint, 'delivered');
    const again = await world.operator.post(`/api/admin/webhook-deliveries/${String(delivery?.id)}/resend`);
    const all = await world.received(2);

    expect([again.status, again.body]).toEqual([202, { id: delivery?.id, status: 'pending' }]);
    expect(all[1]?.headers['webhook-id']).toBe(all[0]?.headers['webhook-id']);
  });

  it('are signed with both secrets while one rolls, and with the new one alone after a day', async () => {
    const endpoint = await world.register();
    const rolled = (await world.operator.post(`${ENDPOINTS}/${endpoint.id}/roll-secret`))
      .body as unknown as RegisteredEndpoint;
    await world.courier.publish();
    const [during] = await world.received(1);
    await world.query(`UPDATE webhook_endpoints SET previous_secret_valid_until = now()`);
    await world.courier.publish();
    const after = (await world.received(2))[1];

    const verify = (secret: string, webhook?: ReceivedWebhook): unknown =>
      new Webhook(secret).verify(webhook?.body ?? '', webhook?.headers as Record<string, string>);
    expect(rolled.secret).not.toBe(endpoint.secret);
    expect(verify(endpoint.secret, during)).toEqual(verify(rolled.secret, during));
    expect(verify(rolled.secret, after)).toMatchObject({ type: 'order.paid' });
    expect(() => verify(endpoint.secret, after)).toThrow();
  });

  it('can be tried with a ping, of one endpoint only', async () => {
    const endpoint = await world.register({ event_types: ['order.expired'] });
    await world.register({ url: world.other.url });
    const answer = await world.operator.post(`${ENDPOINTS}/${endpoint.id}/test`);
    const [webhook] = await world.received(1);

    expect(answer.status).toBe(202);
    expect(JSON.parse(webhook?.body ?? '')).toMatchObject({
      type: 'ping',
      data: { webhook_endpoint_id: endpoint.id },
    });
    expect(world.other.received).toEqual([]);
  });
});
