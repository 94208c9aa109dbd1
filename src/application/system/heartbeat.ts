/** How often a process says that it is alive. Cheap: one row written. */
export const HEARTBEAT_INTERVAL_MS = 2_000;
/** Four beats missed: long enough for a slow moment of the database, short enough for someone to be told. */
export const HEARTBEAT_STALE_MS = 8_000;
