/** An endpoint that takes every type of event, those of later versions included. */
export const EVERY_EVENT = '*';

/** Long enough for a shop to deploy the new secret on a working day. */
export const SECRET_OVERLAP_MS = 24 * 60 * 60_000;
/** Three days without a single success, and a delivery given up: a weekend is survived, an abandoned service is not called for ever. */
const BEYOND_HOPE_MS = 3 * 24 * 60 * 60_000;

/** `gone`: it answered 410. `failing`: for days nothing was delivered. */
export type DisabledReason = 'operator' | 'gone' | 'failing';

/** A secret as it is kept: sealed, readable by the sender alone. */
export type SealedSecret = Uint8Array;

/** A receiver of webhooks as plain data: what is stored. */
export interface WebhookEndpointSnapshot {
  readonly id: string;
  readonly organizationId: string;
  /** As it was read; 1 for a new endpoint. */
  readonly version: number;
  /** May hold a token: shown to operators, never logged. */
  readonly url: string;
  readonly description: string;
  /** Or `*` alone. */
  readonly eventTypes: readonly string[];
  readonly enabled: boolean;
  readonly disabledReason: DisabledReason | null;
  readonly sealedSecret: SealedSecret;
  /** Still signed with until `previousSecretValidUntil`. */
  readonly sealedPreviousSecret: SealedSecret | null;
  readonly previousSecretValidUntil: Date | null;
  /** Of the first failure since the last success. */
  readonly failingSince: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface RegisterEndpointFacts {
  readonly id: string;
  readonly organizationId: string;
  readonly url: string;
  readonly description: string;
  readonly eventTypes: readonly string[];
  readonly sealedSecret: SealedSecret;
  readonly at: Date;
}

/** What an operator may change; what is left out stays. */
export interface EndpointChanges {
  readonly url?: string | undefined;
  readonly description?: string | undefined;
  readonly eventTypes?: readonly string[] | undefined;
  readonly enabled?: boolean | undefined;
}

/** Where a shop's own service receives our events. */
export class WebhookEndpoint {
  #state: WebhookEndpointSnapshot;

  private constructor(state: WebhookEndpointSnapshot) {
    this.#state = state;
  }

  static register({ at, ...facts }: RegisterEndpointFacts): WebhookEndpoint {
    return new WebhookEndpoint({
      ...facts,
      version: 1,
      enabled: true,
      disabledReason: null,
      sealedPreviousSecret: null,
      previousSecretValidUntil: null,
      failingSince: null,
      createdAt: at,
      updatedAt: at,
    });
  }

  static rehydrate(snapshot: WebhookEndpointSnapshot): WebhookEndpoint {
    return new WebhookEndpoint(snapshot);
  }

  snapshot(): WebhookEndpointSnapshot {
    return this.#state;
  }

  get id(): string {
    return this.#state.id;
  }

  get enabled(): boolean {
    return this.#state.enabled;
  }

  /** Enabling begins anew: old failures no longer count. */
  change({ url, description, eventTypes, enabled }: EndpointChanges, at: Date): void {
    this.#set(at, {
      ...(url !== undefined && { url }),
      ...(description !== undefined && { description }),
      ...(eventTypes !== undefined && { eventTypes }),
    });
    if (enabled === true && !this.enabled)
      this.#set(at, { enabled, disabledReason: null, failingSince: null });
    if (enabled === false) this.disable('operator', at);
  }

  /** The secret until now stays valid for SECRET_OVERLAP_MS; one that had been rolled before that does not. */
  rollSecret(sealedSecret: SealedSecret, at: Date): void {
    this.#set(at, {
      sealedSecret,
      sealedPreviousSecret: this.#state.sealedSecret,
      previousSecretValidUntil: new Date(at.getTime() + SECRET_OVERLAP_MS),
    });
  }

  disable(reason: DisabledReason, at: Date): void {
    if (this.enabled) this.#set(at, { enabled: false, disabledReason: reason });
  }

  noteSuccess(at: Date): void {
    if (this.#state.failingSince !== null) this.#set(at, { failingSince: null });
  }

  /** @returns since when nothing was delivered. */
  noteFailure(at: Date): Date {
    const failingSince = this.#state.failingSince ?? at;
    if (this.#state.failingSince === null) this.#set(at, { failingSince });
    return failingSince;
  }

  /** Whether it has failed for so long that a delivery given up is the last straw. */
  isBeyondHope(at: Date): boolean {
    const { failingSince } = this.#state;
    return failingSince !== null && at.getTime() - failingSince.getTime() >= BEYOND_HOPE_MS;
  }

  #set(at: Date, changes: Partial<WebhookEndpointSnapshot>): void {
    this.#state = { ...this.#state, ...changes, updatedAt: at };
  }
}
