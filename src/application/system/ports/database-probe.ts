/** A look at the database itself. */
export abstract class IDatabaseProbe {
  /** Rejects when it does not answer. */
  abstract ping(): Promise<void>;
  /** True when every migration that this program knows has run. */
  abstract isMigrated(): Promise<boolean>;
}
