/** An event that has not left yet. */
export interface WaitingEvent {
  readonly id: string;
  readonly organizationId: string;
  readonly type: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
}

/** The outbox as its relay sees it. */
export abstract class IOutboxFeed {
  /**
   * Locks up to `limit` waiting events until the transaction ends, the oldest first; those that another relay has, and
   * those behind an older one of the same subject, are left alone.
   */
  abstract take(limit: number): Promise<WaitingEvent[]>;
  abstract markDispatched(ids: readonly string[], at: Date): Promise<void>;
  /** An event for one endpoint only: it never waits, so the relay does not see it. */
  abstract insertDispatched(event: WaitingEvent): Promise<void>;
}
