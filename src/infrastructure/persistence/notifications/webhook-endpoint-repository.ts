import { Injectable } from '@nestjs/common';
import {
  IWebhookEndpointRepository,
  type Subscription,
} from '../../../application/notifications/ports/webhook-endpoint-repository.js';
import { WebhookEndpoint } from '../../../domain/notifications/webhook-endpoint.js';
import { Database } from '../database.js';
import { isUuid } from '../uuid.js';
import { assertOneRow } from '../write-conflict.js';
import { insertIfAbsent } from '../insert-if-absent.js';
import { storableText } from '../storable-text.js';
import { webhookEndpointTable, type WebhookEndpointRow } from './webhook-endpoint.table.js';

@Injectable()
export class WebhookEndpointRepository extends IWebhookEndpointRepository {
  constructor(private readonly database: Database) {
    super();
  }

  async insertIfAbsent(endpoint: WebhookEndpoint): Promise<boolean> {
    return insertIfAbsent(this.database.manager, webhookEndpointTable, toRow(endpoint));
  }

  async update(endpoint: WebhookEndpoint): Promise<void> {
    const { id, organizationId, version, ...row } = toRow(endpoint);
    const result = await this.database.manager.update(
      webhookEndpointTable,
      { id, organizationId, version },
      { ...row, version: version + 1 },
    );
    assertOneRow(result.affected, `Webhook endpoint ${id}`);
  }

  async delete(organizationId: string, id: string): Promise<boolean> {
    if (!isUuid(id)) return false;
    const { affected } = await this.database.manager.delete(webhookEndpointTable, { organizationId, id });
    return affected === 1;
  }

  async findById(organizationId: string, id: string): Promise<WebhookEndpoint | null> {
    if (!isUuid(id)) return null;
    const row = await this.database.manager.findOne(webhookEndpointTable, { where: { organizationId, id } });
    return row && WebhookEndpoint.rehydrate(row);
  }

  async findByIdForUpdate(organizationId: string, id: string): Promise<WebhookEndpoint | null> {
    if (!isUuid(id)) return null;
    const row = await this.database.manager.findOne(webhookEndpointTable, {
      where: { organizationId, id },
      // Weaker than an update of the key: deliveries that refer to it can be added meanwhile.
      lock: { mode: 'for_no_key_update' },
    });
    return row && WebhookEndpoint.rehydrate(row);
  }

  async subscriptions(): Promise<Subscription[]> {
    return this.database.query<Subscription>(
      `SELECT id AS "endpointId", organization_id AS "organizationId", event_types AS "eventTypes"
       FROM webhook_endpoints WHERE enabled ORDER BY id`,
    );
  }
}

function toRow(endpoint: WebhookEndpoint): WebhookEndpointRow {
  const row = endpoint.snapshot();
  return { ...row, eventTypes: [...row.eventTypes], description: storableText(row.description) };
}
