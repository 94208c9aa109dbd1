import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { ILogger } from '../../application/ports/logger.js';

/** The three together stay below the two seconds in which a request must be answered 503. */
const LOOK_INTERVAL_MS = 250;
const SUSPICIOUS_AFTER_MS = 500;
const PING_TIMEOUT_MS = 700;
/** A timer that fires this late means that this process was busy itself: no verdict about anyone else then. */
const TOLERATED_LAG_MS = 250;

/** The pool of pg inside TypeORM, which has no type for it. */
interface Pool {
  on(event: 'connect' | 'acquire', listener: (client: pg.Client) => void): unknown;
  on(event: 'release', listener: (error: unknown, client: pg.Client) => void): unknown;
}

/** pg's connection below a client, which its types leave out as well. */
interface Wired {
  readonly connection: { readonly stream: NodeJS.ReadableStream };
}

/**
 * A server that is cut off, and not closed, leaves its connections open and silent: queries on them would wait for
 * minutes. While one is in use for suspiciously long and nothing comes on any, the server is asked on a new connection.
 * No answer, and still nothing: every connection in use is ended, so that its query fails at once and the pool begins anew. An answer:
 * the statement is merely slow, and goes on.
 */
@Injectable()
export class ConnectionWatchdog implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #inUse = new Map<pg.Client, number>();
  readonly #listenedTo = new WeakSet<pg.Client>();
  #lastSignOfLifeMs = 0;
  #isPinging = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly logger: ILogger,
  ) {}

  onApplicationBootstrap(): void {
    const { master } = this.dataSource.driver as unknown as { readonly master: Pool };
    // Between the pool, which hands out a new connection, and TypeORM, which takes it, nobody listens: a server that ends
    // it in the very packet that completed it would end this process. The query that comes next fails all the same.
    master.on('connect', (client) => client.on('error', () => undefined));
    master.on('acquire', (client) => {
      this.#inUse.set(client, performance.now());
      this.#listenTo(client);
    });
    master.on('release', (_error, client) => {
      this.#inUse.delete(client);
      this.#lastSignOfLifeMs = performance.now();
    });
    this.#timer = setInterval(() => void this.#look(), LOOK_INTERVAL_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  /** On a busy machine a new connection may take longer than the answers that go on coming on the others. */
  #listenTo(client: pg.Client): void {
    if (this.#listenedTo.has(client)) return;
    this.#listenedTo.add(client);
    const { stream } = (client as unknown as Wired).connection;
    stream.on('data', () => (this.#lastSignOfLifeMs = performance.now()));
  }

  async #look(): Promise<void> {
    const suspiciousBefore = performance.now() - SUSPICIOUS_AFTER_MS;
    const isSuspicious =
      this.#lastSignOfLifeMs < suspiciousBefore &&
      [...this.#inUse.values()].some((since) => since < suspiciousBefore);
    if (!isSuspicious || this.#isPinging) return;
    this.#isPinging = true;
    const askedAtMs = performance.now();
    const answered = await this.#ping();
    this.#isPinging = false;
    const lagged = performance.now() - askedAtMs > PING_TIMEOUT_MS + TOLERATED_LAG_MS;
    if (answered) this.#lastSignOfLifeMs = performance.now();
    else if (!lagged && this.#lastSignOfLifeMs < askedAtMs) this.#endAll();
  }

  /** A query, not only a connection: a pooler in between accepts those by itself. */
  async #ping(): Promise<boolean> {
    const { url } = this.dataSource.options as { readonly url?: string };
    const client = new pg.Client({
      connectionString: url,
      application_name: 'kaikei-watchdog',
      connectionTimeoutMillis: PING_TIMEOUT_MS,
      query_timeout: PING_TIMEOUT_MS,
    });
    // A connection that breaks while it is asked is an answer in itself: the query below rejects.
    client.on('error', () => undefined);
    const timeout = setTimeout(() => void client.end(), PING_TIMEOUT_MS);
    try {
      await client.connect();
      await client.query('SELECT 1');
      return true;
    } catch {
      return false;
    } finally {
      clearTimeout(timeout);
      void client.end();
    }
  }

  #endAll(): void {
    this.logger.error('The database does not answer: connections in use are given up.', {
      connections: this.#inUse.size,
    });
    for (const client of this.#inUse.keys()) void client.end();
  }
}
