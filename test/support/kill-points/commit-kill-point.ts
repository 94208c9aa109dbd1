import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import type pg from 'pg';
import { eventually } from '../eventually.js';
import { endsReady, FrontendMessages } from './frontend-messages.js';
import { KillPoint } from './kill-point.js';

const BEGINS = /^\s*(?:BEGIN|START TRANSACTION)/i;
const COMMITS = /^\s*COMMIT/i;
const ROLLS_BACK = /^\s*ROLLBACK(?! TO)/i;
/** A statement that was sent with the last breath. */
const LAST_STATEMENT_MS = 10_000;
const WRITES = /^\s*(?:INSERT|UPDATE|DELETE|WITH[^]*\b(?:INSERT|UPDATE|DELETE)\b)/i;

/**
 * The way of a process to its database: kills it at the n-th commit of something that it wrote, be that a COMMIT or a
 * statement that is a transaction by itself.
 */
export class CommitKillPoint extends KillPoint {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** By which PostgreSQL knows who is connected. */
  readonly #ports = new Set<number>();

  /** Commits of nothing but other statements are let through uncounted. */
  counts = /./;

  private constructor(private readonly target: { readonly host: string; readonly port: number }) {
    super();
    this.#server = createServer((socket) => {
      this.#join(socket);
    });
  }

  static async before(databaseUrl: string): Promise<CommitKillPoint> {
    const { hostname: host, port } = new URL(databaseUrl);
    const point = new CommitKillPoint({ host, port: Number(port) });
    await new Promise<void>((resolve) => point.#server.listen(0, '127.0.0.1', resolve));
    return point;
  }

  urlThrough(databaseUrl: string): string {
    const url = new URL(databaseUrl);
    url.hostname = '127.0.0.1';
    url.port = String((this.#server.address() as AddressInfo).port);
    return url.href;
  }

  /** Waits until PostgreSQL has done the last that a dead process has sent, and knows that it is gone. */
  async lastWordsAreDone(database: pg.Pool): Promise<void> {
    const connected = 'SELECT pid FROM pg_stat_activity WHERE client_port = ANY ($1)';
    await eventually(
      () => database.query(connected, [[...this.#ports]]),
      ({ rowCount }) => rowCount === 0,
      LAST_STATEMENT_MS,
    );
    this.#ports.clear();
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(near: Socket): void {
    const far = connect(this.target, () => this.#ports.add(far.localPort ?? 0));
    const messages = new FrontendMessages();
    let written: string[] | null = null;
    let isMuted = false;
    let strikesAtReady = false;
    /** @returns whether this message commits something that counts */
    const commits = (sql: string): boolean => {
      if (BEGINS.test(sql)) written = [];
      else if (ROLLS_BACK.test(sql)) written = null;
      else if (COMMITS.test(sql)) {
        const all = written ?? [];
        written = null;
        return all.some((each) => this.counts.test(each));
      } else if (WRITES.test(sql)) {
        if (written === null) return this.counts.test(sql);
        written.push(sql);
      }
      return false;
    };
    near.on('data', (chunk: Buffer) => {
      for (const { bytes, sql } of messages.push(chunk)) {
        const when = sql !== null && commits(sql) ? this.count() : null;
        if (when === 'before') {
          isMuted = true;
          this.strike();
        }
        if (when === 'after') strikesAtReady = true;
        if (!isMuted) far.write(bytes);
      }
    });
    far.on('data', (chunk: Buffer) => {
      if (strikesAtReady) {
        if (endsReady(chunk)) this.strike();
      } else near.write(chunk);
    });
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(socket);
      // Its end is what this is for.
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
  }
}
