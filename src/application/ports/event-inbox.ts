/** What is kept of a webhook delivery: the payload less its client secrets, and what is needed to find and order it. */
export interface ReceivedEvent {
  readonly organizationId: string;
  /** Stripe's (`evt_...`), unique over all accounts and both modes. */
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

/** The right to work on one object's events. Nobody else has one for this object until it is released or lapses. */
export interface EventLease {
  /** Of this claim alone: the fence against a worker that has lost it. */
  readonly id: string;
  readonly organizationId: string;
  /** Empty for our own: the same object id may exist in two accounts. */
  readonly account: string;
  /** `data.object.id`, or the event's own id where the object has none. */
  readonly object: string;
}

export interface ClaimedEvent extends ReceivedEvent {
  readonly lease: EventLease;
  /** This try included; counted anew after a replay. */
  readonly attempts: number;
  /** How often it has been replayed: the fence against a try that began before the replay. */
  readonly replays: number;
}

/** The due events of one object, the oldest first: by Stripe's clock, then by id. */
export interface ClaimedBurst {
  readonly lease: EventLease;
  readonly events: readonly ClaimedEvent[];
}

export type EventOutcome = 'processed' | 'ignored';

export interface SettledEvent {
  readonly event: ClaimedEvent;
  readonly outcome: EventOutcome;
}

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
  /** Takes leases of `leaseMs` on up to `limit` objects with due events, the longest waiting first, roughly. */
  abstract claim(limit: number, leaseMs: number): Promise<ClaimedBurst[]>;
  /** From now on; one that somebody else has taken over stays lost. */
  abstract renew(leases: readonly EventLease[], leaseMs: number): Promise<void>;
  /** Events that were not settled are due for everybody again. */
  abstract release(leases: readonly EventLease[]): Promise<void>;
  /**
   * All of them or none, in the transaction of their effects.
   * @throws LeaseLostError when someone else has taken one over
   */
  abstract complete(settled: readonly SettledEvent[]): Promise<void>;
  /** Puts the event back until `retryAt`; null: it is dead until an operator replays it. */
  abstract fail(event: ClaimedEvent, error: string, retryAt: Date | null): Promise<void>;
  /** Puts the event back until `dueAt`, for a reason that is not its own: this was no try. */
  abstract postpone(event: ClaimedEvent, reason: string, dueAt: Date): Promise<void>;
  /** Makes an event due now, whatever its status. False when there is none. */
  abstract replay(organizationId: string, eventId: string): Promise<boolean>;
  abstract backlog(): Promise<Backlog>;
}

/** Someone else works on the event now: the effect is rolled back, since they do it again. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}
