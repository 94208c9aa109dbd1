import { DeliverWebhook } from '../../../../src/application/notifications/deliver-webhook.js';
import type {
  ClaimedDelivery,
  DeliveryAttempt,
} from '../../../../src/application/notifications/ports/webhook-delivery-queue.js';
import {
  IWebhookSender,
  type OutgoingWebhook,
} from '../../../../src/application/notifications/ports/webhook-sender.js';
import type { WebhookEndpointSnapshot } from '../../../../src/domain/notifications/webhook-endpoint.js';
import { FakeClock } from '../../../support/fakes/clock.js';
import { FakeFindings } from '../../../support/fakes/findings.js';
import { FakeIdGenerator } from '../../../support/fakes/id-generator.js';
import { FakeLogger } from '../../../support/fakes/logger.js';
import { FakeUnitOfWork } from '../../../support/fakes/unit-of-work.js';
import { FakeWebhookDeliveryQueue } from '../../../support/fakes/webhook-delivery-queue.js';
import { FakeWebhookEndpointRepository } from '../../../support/fakes/webhook-endpoint-repository.js';
import { webhookEndpoint } from '../../../support/webhook-endpoint.js';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

class FakeSender extends IWebhookSender {
  readonly sent: OutgoingWebhook[] = [];
  /** Null: the connection fails. */
  status: number | null = 200;
  inTransaction = false;

  constructor(
    private readonly clock: FakeClock,
    private readonly transactions: FakeUnitOfWork,
  ) {
    super();
  }

  async send(webhook: OutgoingWebhook, signal: AbortSignal): Promise<DeliveryAttempt> {
    signal.throwIfAborted();
    this.sent.push(webhook);
    this.inTransaction ||= this.transactions.inTransaction;
    const delivered = this.status !== null && this.status < 300;
    const error = delivered ? null : `Answered ${this.status ?? 'nothing'}.`;
    return {
      startedAt: this.clock.now(),
      durationMs: 1,
      responseStatus: this.status,
      responseExcerpt: null,
      error,
    };
  }
}

describe('delivering a webhook', () => {
  const endpoint = webhookEndpoint();
  let clock: FakeClock;
  let queue: FakeWebhookDeliveryQueue;
  let endpoints: FakeWebhookEndpointRepository;
  let sender: FakeSender;
  let findings: FakeFindings;
  let logger: FakeLogger;
  let deliver: DeliverWebhook;

  beforeEach(async () => {
    const unitOfWork = new FakeUnitOfWork();
    clock = new FakeClock();
    queue = new FakeWebhookDeliveryQueue();
    endpoints = new FakeWebhookEndpointRepository();
    await endpoints.insertIfAbsent(endpoint);
    sender = new FakeSender(clock, unitOfWork);
    findings = new FakeFindings();
    logger = new FakeLogger();
    const ids = new FakeIdGenerator();
    deliver = new DeliverWebhook(queue, endpoints, sender, findings, unitOfWork, ids, clock, logger);
  });

  const delivery = (changes: Partial<ClaimedDelivery> = {}): ClaimedDelivery => ({
    id: 'delivery-1',
    organizationId: endpoint.snapshot().organizationId,
    endpointId: endpoint.id,
    url: endpoint.snapshot().url,
    sealedSecrets: [],
    endpointFails: false,
    eventId: 'event-1',
    eventType: 'order.paid',
    eventAt: new Date('2026-11-20T08:59:59Z'),
    data: { amount: 1 },
    attempts: 1,
    claim: 1,
    ...changes,
  });
  const running = new AbortController().signal;
  const stored = (): WebhookEndpointSnapshot | undefined => endpoints.rows.get(endpoint.id);

  it('sends type, time and data under the id of the event, and no transaction is open meanwhile', async () => {
    await deliver.execute(delivery(), running);

    expect(sender.sent).toEqual([
      {
        id: 'event-1',
        endpointId: endpoint.id,
        url: 'https://shop.example/hooks',
        sealedSecrets: [],
        body: '{"type":"order.paid","timestamp":"2026-11-20T08:59:59.000Z","data":{"amount":1}}',
      },
    ]);
    expect(sender.inTransaction).toBe(false);
    expect(queue.settled).toMatchObject([{ id: 'delivery-1', verdict: 'delivered' }]);
    expect(stored()?.version).toBe(1);
  });

  it('is tried for 24 hours, ever more slowly, and then given up with one finding', async () => {
    sender.status = 503;
    const startedAt = clock.now().getTime();
    const pauses: number[] = [];
    for (let attempts = 1; queue.settled.at(-1)?.verdict !== 'failed'; attempts += 1) {
      await deliver.execute(delivery({ attempts, endpointFails: attempts > 1 }), running);
      const verdict = queue.settled.at(-1)?.verdict;
      if (typeof verdict !== 'object') continue;
      const pauseMs = verdict.retryAt.getTime() - clock.now().getTime();
      pauses.push(pauseMs);
      clock.advance(pauseMs);
    }

    expect(pauses).toHaveLength(10);
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    expect(pauses[0]).toBeLessThan(6_000);
    const tookMs = clock.now().getTime() - startedAt;
    expect(tookMs).toBeGreaterThan(0.9 * DAY_MS);
    expect(tookMs).toBeLessThan(1.1 * DAY_MS);
    expect(stored()).toMatchObject({ enabled: true, failingSince: new Date(startedAt) });
    expect(findings.all).toMatchObject([{ kind: 'webhook_delivery_failed', subject: endpoint.id }]);
  });

  it('disables an endpoint that had nothing delivered for three days, and cancels what waits for it', async () => {
    sender.status = null;
    await deliver.execute(delivery(), running);
    clock.advance(3 * DAY_MS);
    await deliver.execute(delivery({ attempts: 5 }), running);
    expect(stored()?.enabled).toBe(true);
    await deliver.execute(delivery({ attempts: 11 }), running);

    expect(stored()).toMatchObject({ enabled: false, disabledReason: 'failing' });
    expect(queue.cancelled).toEqual([endpoint.id]);
    expect(findings.all).toMatchObject([{ kind: 'webhook_endpoint_disabled' }]);
  });

  it('disables at once an endpoint that answers 410 Gone, once however many answers say so', async () => {
    sender.status = 410;
    await deliver.execute(delivery(), running);
    clock.advance(1_000);
    await deliver.execute(delivery({ id: 'delivery-2' }), running);

    expect(queue.settled.map(({ verdict }) => verdict)).toEqual(['failed', 'failed']);
    expect(stored()).toMatchObject({ enabled: false, disabledReason: 'gone' });
    expect(findings.all).toHaveLength(1);
  });

  it('forgets old failures with a success', async () => {
    sender.status = 500;
    await deliver.execute(delivery(), running);
    sender.status = 200;
    await deliver.execute(delivery({ attempts: 2, endpointFails: true }), running);
    expect(stored()?.failingSince).toBeNull();
  });

  it('changes nothing with an outcome that came after its lease', async () => {
    queue.leaseLost = true;
    sender.status = 410;
    await deliver.execute(delivery(), running);

    expect(stored()?.enabled).toBe(true);
    expect(logger.lines.map(({ level }) => level)).toEqual(['warn']);
  });

  it('notes nothing for an endpoint that was deleted meanwhile', async () => {
    sender.status = 500;
    await endpoints.delete(endpoint.snapshot().organizationId, endpoint.id);
    await deliver.execute(delivery(), running);
    expect(findings.all).toEqual([]);
  });

  it('gives back what it was sending when we stop', async () => {
    await deliver.execute(delivery(), AbortSignal.abort());
    expect([queue.givenBack, queue.settled]).toEqual([['delivery-1'], []]);
  });

  it('lets a defect of ours be seen', async () => {
    sender.send = () => Promise.reject(new TypeError('A defect.'));
    await expect(deliver.execute(delivery(), running)).rejects.toThrow('A defect.');
  });

  it('logs neither the address nor what was sent', async () => {
    sender.status = 500;
    await deliver.execute(delivery({ url: 'https://shop.example/hooks?token=sesame' }), running);
    expect(JSON.stringify(logger.lines)).not.toMatch(/sesame|amount/);
  });
});
