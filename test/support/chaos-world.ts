import pg from 'pg';
import { eventually } from './eventually.js';
import { type Expectations, violations } from './invariants.js';
import { SandboxClient } from './sandbox-client.js';
import { Shopper, type TimedAnswer } from './shopper.js';
import { deliver, type EventPayload } from './signed-event.js';
import { type Stack, type StackOptions, startStack } from './stack.js';

/** reliability.md: after whatever happened, the invariants hold within this time. */
const SETTLED_WITHIN_MS = 60_000;
/** Looking everything up costs more than a look at one order. */
const LOOK_INTERVAL_MS = 250;

export interface InboxRow {
  readonly id: string;
  readonly status: string;
  readonly attempts: number;
  readonly last_error: string | null;
}

/** The real processes, and everything that a test does to them. */
export class ChaosWorld {
  readonly sandbox: SandboxClient;

  private constructor(
    readonly stack: Stack,
    /** A look behind the API's back. */
    readonly database: pg.Pool,
  ) {
    this.sandbox = new SandboxClient(stack.sandboxUrl);
  }

  /** @param lookAt another address of the same database, where the processes' own is disturbed on purpose */
  static async start(options: StackOptions = {}, lookAt?: string): Promise<ChaosWorld> {
    const stack = await startStack(options);
    const database = new pg.Pool({ connectionString: lookAt ?? stack.databaseUrl, max: 4 });
    // Connections that a test cuts on purpose.
    database.on('error', () => undefined);
    return new ChaosWorld(stack, database);
  }

  async close(): Promise<void> {
    await this.database.end();
    await this.stack.stop();
  }

  shopper(): Promise<Shopper> {
    return Shopper.register(this.stack.apiUrl);
  }

  operator(): Promise<Shopper> {
    return Shopper.logIn(this.stack.apiUrl, this.stack.operator);
  }

  /** Hands a signed event to one of the API processes. */
  deliver(event: EventPayload, api = 0): Promise<TimedAnswer> {
    const { apiUrls, webhookSecret } = this.stack;
    return deliver(apiUrls[api % apiUrls.length] ?? '', webhookSecret, event);
  }

  async inboxRow(eventId: string): Promise<InboxRow | undefined> {
    const { rows } = await this.database.query<InboxRow>(
      'SELECT id, status, attempts, last_error FROM stripe_events WHERE id = $1',
      [eventId],
    );
    return rows[0];
  }

  /** Waits until the worker has made up its mind. @returns the row */
  async settledEvent(eventId: string, withinMs = SETTLED_WITHIN_MS): Promise<InboxRow | undefined> {
    return eventually(
      () => this.inboxRow(eventId),
      (row) => row !== undefined && row.status !== 'pending' && row.status !== 'processing',
      withinMs,
    );
  }

  /** Waits until all promises hold. @throws Error with those that do not */
  async settled(withinMs = SETTLED_WITHIN_MS, expectations: Expectations = {}): Promise<void> {
    const { database, sandbox, stack } = this;
    await eventually(
      () => violations({ database, sandbox, output: stack.output(), ...expectations }),
      ({ length }) => length === 0,
      withinMs,
      LOOK_INTERVAL_MS,
    );
  }
}
