import type { SealedSecret } from '../../../domain/notifications/webhook-endpoint.js';

export interface NewDelivery {
  readonly id: string;
  readonly organizationId: string;
  readonly endpointId: string;
  readonly eventId: string;
  /** Of the event: what has one subject is sent in order while nothing fails. */
  readonly subject: string;
  readonly at: Date;
}

/** A delivery to be tried now, with all that the try needs. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly organizationId: string;
  readonly endpointId: string;
  readonly url: string;
  /** The newest first; every one that is still valid. */
  readonly sealedSecrets: readonly SealedSecret[];
  /** Whether the endpoint has failed since its last success. */
  readonly endpointFails: boolean;
  readonly eventId: string;
  readonly eventType: string;
  readonly eventAt: Date;
  readonly data: Readonly<Record<string, unknown>>;
  /** This try included; counted anew after a resend. */
  readonly attempts: number;
  /** Of this claim alone: the fence against a sender that has lost its lease. */
  readonly claim: number;
}

/** How one try ended. Delivered exactly when `error` is null. */
export interface DeliveryAttempt {
  readonly startedAt: Date;
  readonly durationMs: number;
  /** Null: no answer came. */
  readonly responseStatus: number | null;
  /** The beginning of what a failed try was answered. */
  readonly responseExcerpt: string | null;
  readonly error: string | null;
}

/** `retryAt`: failed, and due again then. `failed`: given up. */
export type DeliveryVerdict = 'delivered' | 'failed' | { readonly retryAt: Date };

export type ResendOutcome = 'queued' | 'endpoint_disabled' | 'not_found';

/** Webhooks that are due, one row per event and endpoint. */
export abstract class IWebhookDeliveryQueue {
  /** The same event for the same endpoint again changes nothing. */
  abstract add(deliveries: readonly NewDelivery[]): Promise<void>;
  /** Takes up to `limit` due deliveries for `leaseMs`, and about `perEndpoint` of one endpoint under way at once. */
  abstract claim(limit: number, perEndpoint: number, leaseMs: number): Promise<ClaimedDelivery[]>;
  /** Writes the try down and ends the lease. False, and nothing is written, when it was lost. */
  abstract settle(
    delivery: ClaimedDelivery,
    attempt: DeliveryAttempt & { readonly id: string },
    verdict: DeliveryVerdict,
  ): Promise<boolean>;
  /** As if it had not been claimed: due at once, and the try does not count. */
  abstract giveBack(delivery: ClaimedDelivery): Promise<void>;
  /** What still waits for this endpoint is not sent, unless it is resent by hand. */
  abstract cancelPending(organizationId: string, endpointId: string): Promise<void>;
  /** Due now, with all its tries. One that is being sent is left alone. */
  abstract resend(organizationId: string, id: string): Promise<ResendOutcome>;
  /** Deletes up to `limit` that ended and were made before then, with their log. @returns how many */
  abstract purge(madeBefore: Date, limit: number): Promise<number>;
}
