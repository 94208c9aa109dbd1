import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import { API_VERSION } from '../core/api-version.js';
import { invalidRequest, notInSandbox } from '../core/stripe-error.js';
import { orNull } from '../customers/customer.js';
import { type Family, route } from '../http/family.js';
import { mergeMetadata } from '../http/metadata.js';
import { found, listRoute, retrieveRoute } from '../http/standard-routes.js';
import { newEndpoint } from './new-endpoint.js';

const PATH = '/v1/webhook_endpoints';

export const webhookEndpoints: Family = {
  routes: [
    route<Stripe.WebhookEndpointCreateParams>({
      method: 'POST',
      path: PATH,
      params: 'WebhookEndpointCreateParams',
      handle: (op, { params }) => {
        checkUrl(params.url);
        if (params.api_version !== undefined && params.api_version !== API_VERSION)
          throw notInSandbox(`events of another version than ${API_VERSION}`, 'api_version');
        const secret = `whsec_${op.world.ids.text(32)}`;
        const endpoint = newEndpoint(op, {
          url: params.url,
          secret,
          enabledEvents: params.enabled_events,
          description: orNull(params.description),
          metadata: mergeMetadata({}, params.metadata as Record<string, string>),
        });
        return { ...endpoint, secret };
      },
    }),
    retrieveRoute(PATH, 'webhook_endpoints', 'webhook endpoint'),
    listRoute(PATH, 'webhook_endpoints', 'WebhookEndpointListParams', () => () => true),
    route<Stripe.WebhookEndpointUpdateParams>({
      method: 'POST',
      path: `${PATH}/:id`,
      params: 'WebhookEndpointUpdateParams',
      handle: (op, { path, params }) => {
        const before = found(op, 'webhook_endpoints', path.id, 'webhook endpoint');
        if (params.url !== undefined) checkUrl(params.url);
        return op.put('webhook_endpoints', {
          ...before,
          ...(params.url === undefined ? {} : { url: params.url }),
          ...(params.enabled_events === undefined ? {} : { enabled_events: params.enabled_events }),
          ...(params.description === undefined ? {} : { description: orNull(params.description) }),
          ...(params.disabled === undefined ? {} : { status: params.disabled ? 'disabled' : 'enabled' }),
          metadata: mergeMetadata(
            before.metadata,
            params.metadata as Record<string, string> | '' | undefined,
          ),
        });
      },
    }),
    route({ method: 'DELETE', path: `${PATH}/:id`, handle: (op, { path }) => remove(op, path.id ?? '') }),
  ],
};

function remove(op: Operation, id: string): Stripe.DeletedWebhookEndpoint {
  found(op, 'webhook_endpoints', id, 'webhook endpoint');
  op.delete('webhook_endpoints', id);
  op.delete('endpoint_secrets', id);
  return { id, object: 'webhook_endpoint', deleted: true };
}

function checkUrl(url: string): void {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return;
  throw invalidRequest('Invalid URL: webhook endpoints need an http or https address.', {
    code: 'url_invalid',
    param: 'url',
  });
}
