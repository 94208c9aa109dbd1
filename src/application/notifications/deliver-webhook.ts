import type { DisabledReason, WebhookEndpoint } from '../../domain/notifications/webhook-endpoint.js';
import type { IClock } from '../ports/clock.js';
import type { FindingKind, IFindings } from '../ports/findings.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { ILogger } from '../ports/logger.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type {
  ClaimedDelivery,
  DeliveryAttempt,
  DeliveryVerdict,
  IWebhookDeliveryQueue,
} from './ports/webhook-delivery-queue.js';
import type { IWebhookEndpointRepository } from './ports/webhook-endpoint-repository.js';
import type { IWebhookSender } from './ports/webhook-sender.js';
import { nextTryAt, WEBHOOK_PAUSES_MS } from './retry-schedules.js';

/** "The endpoint is gone": stop sending (Standard Webhooks; RFC 9110, section 15.5.11). */
const GONE = 410;

/**
 * One try of one delivery: sent without a transaction, then written down. Whoever is killed in between loses the lease,
 * and it is sent again with the same id: receivers get every event at least once.
 */
export class DeliverWebhook {
  constructor(
    private readonly deliveries: IWebhookDeliveryQueue,
    private readonly endpoints: IWebhookEndpointRepository,
    private readonly sender: IWebhookSender,
    private readonly findings: IFindings,
    private readonly unitOfWork: IUnitOfWork,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
    private readonly logger: ILogger,
  ) {}

  /** @param signal aborted: we are stopping, and another process takes over at once */
  async execute(delivery: ClaimedDelivery, signal: AbortSignal): Promise<void> {
    const attempt = await this.#try(delivery, signal);
    if (attempt === null) return this.deliveries.giveBack(delivery);
    await this.unitOfWork.run(() => this.#settle(delivery, attempt));
  }

  async #try(delivery: ClaimedDelivery, signal: AbortSignal): Promise<DeliveryAttempt | null> {
    const { eventId: id, endpointId, url, sealedSecrets } = delivery;
    try {
      return await this.sender.send({ id, endpointId, url, sealedSecrets, body: bodyOf(delivery) }, signal);
    } catch (error) {
      if (signal.aborted) return null;
      throw error;
    }
  }

  async #settle(delivery: ClaimedDelivery, attempt: DeliveryAttempt): Promise<void> {
    const verdict = this.#verdict(delivery, attempt);
    const changes = verdict !== 'delivered' || delivery.endpointFails;
    // Locked before the delivery, as whoever deletes the endpoint does. Null: it was deleted, or nothing changes there.
    const endpoint = changes
      ? await this.endpoints.findByIdForUpdate(delivery.organizationId, delivery.endpointId)
      : null;
    if (!(await this.deliveries.settle(delivery, { ...attempt, id: this.ids.uuid() }, verdict))) {
      this.logger.warn('The outcome of a webhook came after its lease.', { delivery_id: delivery.id });
      return;
    }
    if (endpoint === null) return;
    const before = endpoint.snapshot();
    if (verdict === 'delivered') endpoint.noteSuccess(this.clock.now());
    else await this.#noteFailure(endpoint, delivery, attempt, verdict);
    if (endpoint.snapshot() !== before) await this.endpoints.update(endpoint);
  }

  #verdict({ attempts }: ClaimedDelivery, { error, responseStatus }: DeliveryAttempt): DeliveryVerdict {
    if (error === null) return 'delivered';
    if (responseStatus === GONE) return 'failed';
    const retryAt = nextTryAt(WEBHOOK_PAUSES_MS, attempts, this.clock.now());
    return retryAt === null ? 'failed' : { retryAt };
  }

  async #noteFailure(
    endpoint: WebhookEndpoint,
    { id, eventType, attempts }: ClaimedDelivery,
    { responseStatus, error }: DeliveryAttempt,
    verdict: DeliveryVerdict,
  ): Promise<void> {
    const now = this.clock.now();
    const since = endpoint.noteFailure(now);
    this.logger.warn('A webhook was not delivered.', {
      delivery_id: id,
      endpoint_id: endpoint.id,
      attempts,
      error,
    });
    if (responseStatus === GONE) return this.#disable(endpoint, 'gone', now);
    if (verdict !== 'failed') return;
    if (endpoint.isBeyondHope(now)) return this.#disable(endpoint, 'failing', now);
    const detail = `A webhook of type ${eventType} was given up after ${attempts} tries. At last: ${error ?? ''} Resend it once the endpoint answers.`;
    await this.#find(endpoint, 'webhook_delivery_failed', since.toISOString(), detail);
  }

  async #disable(endpoint: WebhookEndpoint, reason: DisabledReason, now: Date): Promise<void> {
    if (!endpoint.enabled) return;
    const { organizationId, failingSince } = endpoint.snapshot();
    endpoint.disable(reason, now);
    await this.deliveries.cancelPending(organizationId, endpoint.id);
    const why =
      reason === 'gone'
        ? 'It answered 410 Gone'
        : `Nothing was delivered since ${failingSince?.toISOString() ?? ''}`;
    const detail = `${why}: the endpoint is disabled, and what waited for it is cancelled. Enable it and resend what it needs.`;
    await this.#find(endpoint, 'webhook_endpoint_disabled', `${reason} ${now.toISOString()}`, detail);
  }

  async #find(endpoint: WebhookEndpoint, kind: FindingKind, fact: string, detail: string): Promise<void> {
    const { organizationId, id: subject } = endpoint.snapshot();
    await this.findings.record({ organizationId, kind, subject, fact, detail });
  }
}

/** The payload that the specification proposes. The same bytes at every try. */
function bodyOf({ eventType, eventAt, data }: ClaimedDelivery): string {
  return JSON.stringify({ type: eventType, timestamp: eventAt.toISOString(), data });
}
