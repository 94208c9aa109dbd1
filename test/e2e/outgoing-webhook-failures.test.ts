import { eventually } from '../support/eventually.js';
import { RunningCourier } from '../support/running-courier.js';
import type { AnswerBody } from '../support/browser-client.js';
import { ENDPOINTS, WebhookWorld } from '../support/webhook-world.js';

const SETTLED_WITHIN_MS = 5_000;

describe('outgoing webhooks when something fails', () => {
  let world: WebhookWorld;

  beforeAll(async () => {
    world = await WebhookWorld.start();
  });
  afterAll(() => world.stop());
  beforeEach(() => world.reset());

  it('are tried again, with the same id and a new timestamp, until they are answered 2xx', async () => {
    const endpoint = await world.register();
    world.receiver.answerWith(500, `no ${'x'.repeat(2_000)}`);
    await world.courier.publish();
    await world.received(1);
    const [pending] = await world.settled(endpoint, 'pending');
    world.receiver.answerWith(302, '', { location: world.other.url });
    await world.makeDue();
    await world.received(2);
    await world.settled(endpoint, 'pending');
    world.receiver.answerWith(204);
    await world.makeDue();
    const [delivery] = await world.settled(endpoint, 'delivered');

    expect(pending).toMatchObject({ attempts: 1, next_attempt_at: expect.any(String) });
    expect(new Set(world.receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(world.receiver.received.map(({ body }) => body)).size).toBe(1);
    expect(world.other.received).toEqual([]);
    const { log } = (await world.show(delivery?.id)) as {
      log: { error: string | null; response_excerpt: string | null }[];
    };
    expect(log.map(({ error }) => error)).toEqual([
      null,
      'Answered 302. Redirects are not followed.',
      'Answered 500.',
    ]);
    expect(log[2]?.response_excerpt).toHaveLength(1_024);
  });

  it('stop for an endpoint that answers 410 Gone, and operators learn of it', async () => {
    const endpoint = await world.register();
    world.receiver.answerWith(410);
    await world.courier.publish();
    await world.settled(endpoint, 'failed');
    const { body } = await world.operator.get(`${ENDPOINTS}/${endpoint.id}`);
    const findings = (await world.operator.get('/api/admin/findings')).body as { data: AnswerBody[] };
    world.receiver.answerWith(200);
    await world.courier.publish();

    expect(body).toMatchObject({ enabled: false, disabled_reason: 'gone' });
    expect(findings.data).toContainEqual(
      expect.objectContaining({ kind: 'webhook_endpoint_disabled', subject: endpoint.id }),
    );
    expect(await world.operator.post(`${ENDPOINTS}/${endpoint.id}/test`)).toMatchObject({ status: 409 });
    expect((await world.deliveries(endpoint)).map(({ status }) => status)).toEqual(['failed']);
  });

  it('of one endpoint that hangs delay no world.other, and fill only its own places', async () => {
    await world.register();
    await world.register({ url: world.other.url });
    world.receiver.hang();
    for (let index = 0; index < 12; index += 1) await world.courier.publish();

    await world.received(12, world.other);
    expect(world.receiver.mostAtOnce).toBe(4);
  });

  it('are sent once each by two couriers when nothing fails', async () => {
    const second = await RunningCourier.start(world.app.configuration);
    const endpoint = await world.register();
    await Promise.all(Array.from({ length: 40 }, () => world.courier.publish()));
    await world.settled(endpoint, 'delivered', 20);
    await eventually(
      () =>
        world.query<{ open: number }>(
          `SELECT count(*)::integer AS open FROM webhook_deliveries WHERE status <> 'delivered'`,
        ),
      ([row]) => row?.open === 0 && world.receiver.received.length >= 40,
      SETTLED_WITHIN_MS,
    );
    await second.stop();

    expect(world.receiver.received).toHaveLength(40);
    expect(new Set(world.receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(40);
  });

  it('that were being sent when the sender was killed are sent again once its lease ends', async () => {
    const endpoint = await world.register();
    await world.courier.publish();
    const [delivery] = await world.settled(endpoint, 'delivered');
    // As kill -9 leaves it: claimed, sent or not, and nothing written down.
    await world.query(
      `UPDATE webhook_deliveries SET status = 'sending', delivered_at = NULL, leased_until = now() + interval '1 second',
         next_attempt_at = now() + interval '1 second' WHERE id = $1`,
      [delivery?.id],
    );

    await world.received(2);
    await world.settled(endpoint, 'delivered');
  });

  it('stop with the worker, which gives back what hangs', async () => {
    const endpoint = await world.register();
    world.receiver.hang();
    const second = await RunningCourier.start(world.app.configuration);
    await world.courier.publish();
    await world.received(1);
    await Promise.all([second.stop(), world.courier.stop()]);
    world.courier = await RunningCourier.start(world.app.configuration);
    world.receiver.answerWith(200);

    const [delivery] = await world.settled(endpoint, 'delivered');
    expect(delivery?.attempts).toBe(1);
  });

  it('leave no secret and no address in a log line or a table', async () => {
    const { secret } = await world.register({ url: `${world.receiver.url}?token=sesame-in-address` });
    world.receiver.answerWith(500);
    await world.courier.publish();
    await world.received(1);

    const stored = await world.query<{
      row: string;
    }>(`SELECT to_json(t)::text AS row FROM webhook_endpoints AS t
       UNION ALL SELECT to_json(t)::text FROM audit_log AS t UNION ALL SELECT to_json(t)::text FROM webhook_attempts AS t`);
    expect(stored.map(({ row }) => row).join('\n')).not.toContain(secret);
    expect(world.courier.logLines.join('\n')).not.toMatch(/sesame-in-address|whsec_[A-Za-z0-9]/);
  });
});
