import { DomainError } from '../shared/domain-error.js';

export class WebhookEndpointNotFound extends DomainError {
  constructor() {
    super('webhook_endpoint_not_found', 'not_found', 'There is no webhook endpoint with this id.');
    this.name = 'WebhookEndpointNotFound';
  }
}

export class WebhookDeliveryNotFound extends DomainError {
  constructor() {
    super('webhook_delivery_not_found', 'not_found', 'There is no webhook delivery with this id.');
    this.name = 'WebhookDeliveryNotFound';
  }
}

/** Nothing is sent to an endpoint that is disabled, not even by hand. */
export class WebhookEndpointDisabled extends DomainError {
  constructor() {
    super('webhook_endpoint_disabled', 'conflict', 'The webhook endpoint is disabled. Enable it first.');
    this.name = 'WebhookEndpointDisabled';
  }
}

/** An address that we send nothing to. The message says why; it never repeats the address, which may hold a token. */
export class WebhookUrlRefused extends DomainError {
  constructor(why: string) {
    super('webhook_url_refused', 'unprocessable', `Webhooks are not sent to this address: ${why}`, {
      errors: [{ field: 'url', message: why }],
    });
    this.name = 'WebhookUrlRefused';
  }
}
