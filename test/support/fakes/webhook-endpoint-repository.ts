import {
  IWebhookEndpointRepository,
  type Subscription,
} from '../../../src/application/notifications/ports/webhook-endpoint-repository.js';
import {
  WebhookEndpoint,
  type WebhookEndpointSnapshot,
} from '../../../src/domain/notifications/webhook-endpoint.js';
import { StaleWriteError } from '../../../src/infrastructure/persistence/write-conflict.js';

export class FakeWebhookEndpointRepository extends IWebhookEndpointRepository {
  readonly rows = new Map<string, WebhookEndpointSnapshot>();

  async insertIfAbsent(endpoint: WebhookEndpoint): Promise<boolean> {
    if (this.rows.has(endpoint.id)) return false;
    this.rows.set(endpoint.id, endpoint.snapshot());
    return true;
  }

  async update(endpoint: WebhookEndpoint): Promise<void> {
    const row = endpoint.snapshot();
    if (this.rows.get(row.id)?.version !== row.version)
      throw new StaleWriteError(`Webhook endpoint ${row.id}`);
    this.rows.set(row.id, { ...row, version: row.version + 1 });
  }

  async delete(organizationId: string, id: string): Promise<boolean> {
    return this.rows.get(id)?.organizationId === organizationId && this.rows.delete(id);
  }

  async findById(organizationId: string, id: string): Promise<WebhookEndpoint | null> {
    const row = this.rows.get(id);
    return row?.organizationId === organizationId ? WebhookEndpoint.rehydrate(row) : null;
  }

  findByIdForUpdate(organizationId: string, id: string): Promise<WebhookEndpoint | null> {
    return this.findById(organizationId, id);
  }

  async subscriptions(): Promise<Subscription[]> {
    return [...this.rows.values()]
      .filter(({ enabled }) => enabled)
      .map(({ id: endpointId, organizationId, eventTypes }) => ({ endpointId, organizationId, eventTypes }))
      .toSorted((a, b) => (a.endpointId < b.endpointId ? -1 : 1));
  }
}
