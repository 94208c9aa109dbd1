import { Injectable } from '@nestjs/common';
import { ReadWebhookSecret } from '../../application/notifications/read-webhook-secret.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { ReplaySecret } from '../http/idempotency/refetch-on-replay.js';

/** The signing secret of an endpoint that was answered before, as it is now. */
@Injectable()
export class WebhookEndpointSecret extends ReplaySecret {
  constructor(private readonly readSecret: ReadWebhookSecret) {
    super();
  }

  fetch(
    { organizationId }: AuthenticatedUser,
    { id: endpointId }: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    invariant(typeof endpointId === 'string', 'A stored answer about an endpoint names it.');
    return this.readSecret.execute({ organizationId, endpointId });
  }
}
