import { DomainError } from '../../domain/shared/domain-error.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { IStripeWebhookEndpoints, StripeWebhookEndpoint } from './ports/stripe-webhook-endpoints.js';

export interface RegisterWebhookCommand {
  /** Where Stripe reaches `/webhooks/stripe` or `/webhooks/stripe/connect`. */
  readonly url: string;
  /** Those that have a handler. */
  readonly types: readonly string[];
  /** For events of connected accounts. */
  readonly isConnect: boolean;
}

export interface RegisteredWebhook {
  readonly endpoint: StripeWebhookEndpoint;
  readonly outcome: 'created' | 'updated' | 'unchanged';
  /** Told once, when the endpoint is made; null afterwards. */
  readonly secret: string | null;
  /** Ids of other endpoints with this address, of another API version: to be deleted once ours works. */
  readonly outdated: readonly string[];
}

/** Makes the endpoint that Stripe delivers to, or brings the one that there is up to date. */
export class RegisterWebhook {
  constructor(
    private readonly endpoints: IStripeWebhookEndpoints,
    private readonly ids: IIdGenerator,
  ) {}

  /** @throws DomainError `webhook_url_invalid`, StripeUnavailableError, StripeOutcomeUnknownError, StripeRejectedError */
  async execute({ url, types, isConnect }: RegisterWebhookCommand): Promise<RegisteredWebhook> {
    refuseOtherAddress(url, isConnect);
    const atAddress = (await this.endpoints.list()).filter((endpoint) => endpoint.url === url);
    // An endpoint keeps its API version, so one of another version is of no use.
    const ours = atAddress.find(({ apiVersion }) => apiVersion === this.endpoints.apiVersion);
    const outdated = atAddress.filter((endpoint) => endpoint !== ours).map(({ id }) => id);
    if (ours === undefined) {
      const idempotencyKey = `webhook-endpoint-${this.ids.uuid()}`;
      const created = await this.endpoints.create({ idempotencyKey, url, types, isConnect });
      return { ...created, outcome: 'created', outdated };
    }
    if (ours.isEnabled && isSame(ours.types, types)) {
      return { endpoint: ours, outcome: 'unchanged', secret: null, outdated };
    }
    const endpoint = await this.endpoints.update(ours.id, types);
    return { endpoint, outcome: 'updated', secret: null, outdated };
  }
}

/** Stripe delivers to whatever address it is given: one with a slip in it would lose every event. */
function refuseOtherAddress(url: string, isConnect: boolean): void {
  const path = isConnect ? '/webhooks/stripe/connect' : '/webhooks/stripe';
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed && /^https?:$/.test(parsed.protocol) && parsed.pathname.endsWith(path)) return;
  const message = `The address must be a URL that ends in ${path}.`;
  throw new DomainError('webhook_url_invalid', 'invalid', message);
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && others.every((type) => some.includes(type));
}
