/** An event as Stripe's API shows it (`Stripe.EventBase`, with `data.object` as any of our objects). */
export interface SandboxEvent {
  id: string;
  object: 'event';
  /** The connected account that it happened on. */
  account?: string;
  api_version: string;
  created: number;
  data: { object: object; previous_attributes?: Record<string, unknown> };
  livemode: false;
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: string;
}
