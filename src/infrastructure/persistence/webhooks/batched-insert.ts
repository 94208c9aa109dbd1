import type { ReceivedEvent } from '../../../application/ports/event-inbox.js';
import type { Database } from '../database.js';

/** Rows a statement: PostgreSQL takes 65,535 parameters, nine a row; a burst beyond this is simply split. */
const MAX_ROWS = 500;
/**
 * Statements under way at once. Fewer make a handful of senders wait for each other's commits, more make smaller batches
 * (measured with 10, 32 and 64 senders), and the rest of the pool's ten connections is for other requests.
 */
const MAX_STATEMENTS = 6;

interface Waiting {
  readonly event: ReceivedEvent;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Concurrent deliveries share an INSERT: those that were read from their sockets in the same turn of the event loop go
 * together, and while the statements under way are not done, further ones gather. Alone, an event goes at once; nothing
 * waits for a timer. An event's promise resolves after its commit.
 */
export class BatchedInsert {
  #waiting: Waiting[] = [];
  #underWay = 0;
  #flushIsDue = false;

  constructor(private readonly database: Database) {}

  async add(event: ReceivedEvent): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ event, resolve, reject });
      this.#flushSoon();
    });
  }

  /** `setImmediate` runs once all sockets that had something have been read. */
  #flushSoon(): void {
    if (this.#flushIsDue) return;
    this.#flushIsDue = true;
    setImmediate(() => {
      this.#flushIsDue = false;
      this.#flush();
    });
  }

  #flush(): void {
    while (this.#underWay < MAX_STATEMENTS && this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, MAX_ROWS);
      this.#underWay += 1;
      void this.#send(batch).finally(() => {
        this.#underWay -= 1;
        this.#flushSoon();
      });
    }
  }

  async #send(batch: readonly Waiting[]): Promise<void> {
    // In the order of the key, so that two statements with the same events cannot wait for each other.
    const ordered = batch.toSorted((a, b) => (a.event.id < b.event.id ? -1 : 1));
    try {
      await this.#insert(ordered);
      for (const { resolve } of ordered) resolve();
    } catch (error) {
      if (ordered.length === 1) return ordered[0]?.reject(error);
      // One event that the database refuses must not take the others with it.
      for (const waiting of ordered) await this.#send([waiting]);
    }
  }

  async #insert(batch: readonly Waiting[]): Promise<void> {
    await this.database.query(
      statement(batch.length),
      batch.flatMap(({ event }) => values(event)),
    );
  }
}

const COLUMNS =
  'organization_id, id, account, type, object_id, livemode, api_version, stripe_created_at, payload';
const WIDTH = COLUMNS.split(',').length;

function values(event: ReceivedEvent): unknown[] {
  return [
    event.organizationId,
    event.id,
    event.account,
    event.type,
    event.objectId,
    event.livemode,
    event.apiVersion,
    event.createdAt,
    event.payload,
  ];
}

const statements = new Map<number, string>();

function statement(rows: number): string {
  let text = statements.get(rows);
  if (text === undefined) {
    const tuples = Array.from(
      { length: rows },
      (_row, row) =>
        `(${Array.from({ length: WIDTH }, (_column, column) => `$${row * WIDTH + column + 1}`).join()})`,
    );
    text = `INSERT INTO stripe_events (${COLUMNS}) VALUES ${tuples.join()} ON CONFLICT DO NOTHING`;
    statements.set(rows, text);
  }
  return text;
}
