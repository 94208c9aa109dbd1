/** One list of events at Stripe. */
export interface EventSource {
  readonly organizationId: string;
  /** The connected account; null for our own. */
  readonly account: string | null;
  readonly livemode: boolean;
}

/** How far each of Stripe's lists has been read, and who is reading. */
export abstract class IEventCursors {
  /** Up to when, by Stripe's clock, everything listed is in the inbox; null: never read. */
  abstract reached(source: EventSource): Promise<Date | null>;
  /** Never goes back. To be called once everything up to then is committed. */
  abstract advance(source: EventSource, to: Date): Promise<void>;

  /** Lets one process read for `leaseMs`, by a row and not by a lock: no connection is held meanwhile. Null: another does. */
  abstract take(source: EventSource, leaseMs: number): Promise<string | null>;
  /** From now on for `leaseMs`. False: the lease has lapsed and another process has taken it. */
  abstract renew(source: EventSource, lease: string, leaseMs: number): Promise<boolean>;
  /** A lease that another process has taken meanwhile stays theirs. */
  abstract release(source: EventSource, lease: string): Promise<void>;
}
