/** Where Stripe delivers events to. */
export interface StripeWebhookEndpoint {
  /** Stripe's (`we_...`). */
  readonly id: string;
  readonly url: string;
  /** Null: the account's default, which may change. */
  readonly apiVersion: string | null;
  /** Event types; `*` means all. */
  readonly types: readonly string[];
  readonly isEnabled: boolean;
}

export interface NewStripeWebhookEndpoint {
  readonly idempotencyKey: string;
  readonly url: string;
  readonly types: readonly string[];
  /** For events of connected accounts instead of our own. */
  readonly isConnect: boolean;
}

/** The endpoints that Stripe knows. Every method throws StripeUnavailableError and StripeRejectedError. */
export abstract class IStripeWebhookEndpoints {
  /** The one that our readers are written for; an endpoint keeps the version that it was created with. */
  abstract readonly apiVersion: string;
  /** All of them: Stripe allows sixteen. */
  abstract list(): Promise<readonly StripeWebhookEndpoint[]>;
  /** At the pinned version. The signing secret is told this once. @throws StripeOutcomeUnknownError */
  abstract create(
    endpoint: NewStripeWebhookEndpoint,
  ): Promise<{ endpoint: StripeWebhookEndpoint; secret: string }>;
  /** And enables it. @throws StripeOutcomeUnknownError */
  abstract update(id: string, types: readonly string[]): Promise<StripeWebhookEndpoint>;
}
