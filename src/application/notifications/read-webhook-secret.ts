import { WebhookEndpointNotFound } from '../../domain/notifications/notification-errors.js';
import type { ISigningSecrets } from './ports/signing-secrets.js';
import type { IWebhookEndpointRepository } from './ports/webhook-endpoint-repository.js';

export interface ReadWebhookSecretQuery {
  readonly organizationId: string;
  readonly endpointId: string;
}

/** The secret of an endpoint, for the answer that shows it once. */
export class ReadWebhookSecret {
  constructor(
    private readonly endpoints: IWebhookEndpointRepository,
    private readonly secrets: ISigningSecrets,
  ) {}

  /** @returns `whsec_...` @throws WebhookEndpointNotFound */
  async execute({ organizationId, endpointId }: ReadWebhookSecretQuery): Promise<string> {
    const endpoint = await this.endpoints.findById(organizationId, endpointId);
    if (!endpoint) throw new WebhookEndpointNotFound();
    return this.secrets.open(endpointId, endpoint.snapshot().sealedSecret);
  }
}
