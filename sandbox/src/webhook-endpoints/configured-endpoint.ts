import type { World } from '../core/world.js';
import { newEndpoint } from './new-endpoint.js';

/** The endpoint given on the command line: it is there after every start and every reset, once. */
export interface WebhookOptions {
  url: string;
  /** What deliveries are signed with. */
  secret: string;
  /** All events, if left out. */
  enabledEvents?: string[];
}

export function registerConfiguredEndpoint(world: World, options: WebhookOptions): void {
  const enabledEvents = options.enabledEvents ?? ['*'];
  world.operate(null, (op) => {
    const setting = op.get('settings', 'configured_endpoint');
    const known =
      setting?.id === 'configured_endpoint' ? op.get('webhook_endpoints', setting.endpoint) : undefined;
    if (known) {
      op.put('webhook_endpoints', {
        ...known,
        url: options.url,
        enabled_events: enabledEvents,
        status: 'enabled',
      });
      op.put('endpoint_secrets', { id: known.id, secret: options.secret });
      return;
    }
    const description = 'Given when the sandbox was started';
    const endpoint = newEndpoint(op, { ...options, enabledEvents, description, metadata: {} });
    op.put('settings', { id: 'configured_endpoint', endpoint: endpoint.id });
  });
}
