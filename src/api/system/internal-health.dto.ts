export class BacklogResponse {
  /** Events that wait to be applied. */
  pending!: number;
  /** How long the oldest of them has been due, in milliseconds. */
  oldest_due_ms!: number;
}

export class MemoryResponse {
  /** Resident set, bytes. */
  rss_bytes!: number;
  heap_used_bytes!: number;
}

export class InternalHealthResponse {
  /** When it was so, by this server's clock: what else is a time here is compared with it. ISO 8601. */
  at!: string;
  uptime_s!: number;
  /** Of Node.js. */
  runtime!: string;
  memory!: MemoryResponse;
  events!: BacklogResponse;
  /** When a worker was last heard of, ISO 8601; null if none ever was. */
  worker_beat_at!: string | null;
  stripe_reachable!: boolean;
}
