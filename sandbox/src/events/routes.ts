import { invalidRequest } from '../core/stripe-error.js';
import { listRoute, retrieveRoute } from '../http/standard-routes.js';
import type { Family } from '../http/family.js';
import type { SandboxEvent } from './sandbox-event.js';

/** Stripe lists events for 30 days. */
const LISTED_SECONDS = 30 * 24 * 3600;

interface EventListParams {
  type?: string;
  types?: string[];
  delivery_success?: boolean;
}

export const events: Family = {
  routes: [
    retrieveRoute('/v1/events', 'events', 'event'),
    listRoute<'events', EventListParams>('/v1/events', 'events', 'EventListParams', (op, params) => {
      if (params.type !== undefined && params.types !== undefined)
        throw invalidRequest('You may only specify one of these parameters: type, types.', {
          param: 'types',
        });
      const since = op.now - LISTED_SECONDS;
      return (event: SandboxEvent) =>
        event.created >= since &&
        (params.type === undefined || matches(params.type, event.type)) &&
        (params.types === undefined || params.types.includes(event.type)) &&
        (params.delivery_success === undefined || (event.pending_webhooks === 0) === params.delivery_success);
    }),
  ],
  triggers: {
    deauthorize: (op, { object }) => {
      const application = { id: 'ca_sandbox', object: 'application', name: 'Sandbox platform' };
      op.emit('account.application.deauthorized', application, undefined, object ?? 'acct_sandbox');
      return application;
    },
  },
};

/** `type` may end in `.*`. */
function matches(wanted: string, type: string): boolean {
  return wanted.endsWith('.*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
}
