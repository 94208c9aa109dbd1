import type { ReceivedEvent } from '../../../application/ports/event-inbox.js';
import type { Database } from '../database.js';
import { isAboutData } from '../write-conflict.js';

/** Rows a statement: PostgreSQL takes 65,535 parameters, nine a row; a burst beyond this is simply split. */
const MAX_ROWS = 500;
/**
 * Statements under way at once. Fewer make a handful of senders wait for each other's commits, more make smaller batches
 * (measured with 10, 32 and 64 senders), and the rest of the pool's ten connections is for other requests.
 */
const MAX_STATEMENTS = 6;

/**
 * A delivery that cannot be stored is refused within two seconds, whatever the database does or leaves undone; the rest
 * is for the way there and back. One that is stored later all the same is there when Stripe sends it again.
 */
const DEADLINE_MS = 1_500;

/** The database did not answer in time. */
class StoringTookTooLongError extends Error {
  override readonly name = 'StoringTookTooLongError';
}

interface Waiting {
  readonly event: ReceivedEvent;
  readonly resolve: () => void;
  readonly reject: (reason: Error) => void;
}

/**
 * Concurrent deliveries share an INSERT: those that were read from their sockets in the same turn of the event loop go
 * together, and while the statements under way are not done, further ones gather. Alone, an event goes at once; nothing
 * waits for a timer. An event's promise resolves after its commit.
 */
export class BatchedInsert {
  readonly #waiting = new Set<Waiting>();
  #underWay = 0;
  #flushIsDue = false;

  constructor(private readonly database: Pick<Database, 'query'>) {}

  async add(event: ReceivedEvent): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting = { event, resolve, reject };
      this.#waiting.add(waiting);
      this.#flushSoon();
      const expiry = setTimeout(() => {
        this.#waiting.delete(waiting);
        reject(new StoringTookTooLongError(`Event ${event.id} waited for ${DEADLINE_MS} ms.`));
      }, DEADLINE_MS);
      waiting.resolve = () => {
        clearTimeout(expiry);
        resolve();
      };
      waiting.reject = (reason: Error) => {
        clearTimeout(expiry);
        reject(reason);
      };
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
    while (this.#underWay < MAX_STATEMENTS && this.#waiting.size > 0) {
      const batch = [...this.#waiting].slice(0, MAX_ROWS);
      for (const waiting of batch) this.#waiting.delete(waiting);
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
      if (ordered.length === 1 || !isAboutData(error)) {
        rejectAll(ordered, error);
        return;
      }
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

function rejectAll(batch: readonly Waiting[], error: unknown): void {
  const reason = error instanceof Error ? error : new Error(String(error));
  for (const { reject } of batch) reject(reason);
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
