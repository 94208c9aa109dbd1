/** What is kept of a webhook delivery: the payload less its client secrets, and what is needed to find and order it. */
export interface ReceivedEvent {
  readonly organizationId: string;
  /** Stripe's (`evt_...`). */
  readonly id: string;
  /** The connected account that it is about; null for our own. */
  readonly account: string | null;
  readonly type: string;
  /** `data.object.id`; null where the object has none. */
  readonly objectId: string | null;
  readonly livemode: boolean;
  readonly apiVersion: string | null;
  readonly createdAt: Date;
  /** JSON text. */
  readonly payload: string;
}

export interface ClaimedEvent extends ReceivedEvent {
  /** This try included; counted anew after a replay. */
  readonly attempts: number;
  /** Of this claim alone: the fence against a worker that has lost its lease. */
  readonly claim: number;
}

export type EventOutcome = 'processed' | 'ignored';

export interface Backlog {
  /** Events that are neither processed nor ignored nor dead. */
  readonly pending: number;
  /** How long the oldest of them has been due; 0 without any. */
  readonly oldestDueMs: number;
}

/** The inbox of Stripe's events: each is stored once, and leaves `pending` together with its effect. */
export abstract class IEventInbox {
  /** Resolves once the event is committed; an event that is there already changes nothing. */
  abstract store(event: ReceivedEvent): Promise<void>;
  /** Takes up to `limit` due events for `leaseMs`; no two of one object, and none whose object is being worked on. */
  abstract claim(limit: number, leaseMs: number): Promise<ClaimedEvent[]>;
  /** In the transaction of the effect. @throws LeaseLostError when someone else has taken the event over. */
  abstract complete(event: ClaimedEvent, outcome: EventOutcome): Promise<void>;
  /** Puts the event back until `retryAt`; null: it is dead until an operator replays it. */
  abstract fail(event: ClaimedEvent, error: string, retryAt: Date | null): Promise<void>;
  /** Makes an event due now, whatever its status. False when there is none. */
  abstract replay(organizationId: string, eventId: string): Promise<boolean>;
  abstract backlog(): Promise<Backlog>;
}

/** The work took longer than the lease: its effect is rolled back, since someone else does it again. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}
