import type { SealedSecret } from '../../../domain/notifications/webhook-endpoint.js';
import type { DeliveryAttempt } from './webhook-delivery-queue.js';

export interface OutgoingWebhook {
  /** The same for every try: receivers recognise a repetition by it. */
  readonly id: string;
  readonly endpointId: string;
  readonly url: string;
  readonly sealedSecrets: readonly SealedSecret[];
  /** Signed as it is. */
  readonly body: string;
}

/** Signs by the Standard Webhooks specification, and sends. */
export abstract class IWebhookSender {
  /** One try. A failure is an outcome, not an error; rejects only when `signal` is aborted. */
  abstract send(webhook: OutgoingWebhook, signal: AbortSignal): Promise<DeliveryAttempt>;
}

/** Where webhooks may go, as far as an address alone tells. The sender looks again at what it resolves to, each time. */
export abstract class IWebhookTargets {
  /** @returns why nothing is sent there; null when it is fine. */
  abstract problem(url: string): string | null;
}
