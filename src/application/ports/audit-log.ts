export interface AuditEntry {
  readonly organizationId: string;
  readonly actorUserId: string | null;
  /** Verb and object, dotted: `price.created`, `event.replayed`. */
  readonly action: string;
  /** The id of what was acted on. */
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Who did what. Written in the transaction of the deed; never changed. */
export abstract class IAuditLog {
  abstract record(entry: AuditEntry): Promise<void>;
}
