import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KillPoint } from './kill-point.js';

/** The way of a process to Stripe: kills it at its n-th request. */
export class StripeKillPoint extends KillPoint {
  readonly #server: Server;

  private constructor(private readonly target: string) {
    super();
    this.#server = createServer((request, response) => {
      // The process that asked may be gone.
      this.#pass(request, response).catch(() => response.destroy());
    });
  }

  /** @param target the sandbox's address, which need not answer yet */
  static async before(target: string): Promise<StripeKillPoint> {
    const point = new StripeKillPoint(target);
    await new Promise<void>((resolve) => point.#server.listen(0, '127.0.0.1', resolve));
    return point;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const when = this.count();
    if (when === 'before') {
      this.strike();
      return;
    }
    const body = await bytesOf(request);
    const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
    const answer = await fetch(this.target + (request.url ?? ''), {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      ...(body.length > 0 ? { body } : {}),
    });
    const answered = Buffer.from(await answer.arrayBuffer());
    if (when === 'after') {
      this.strike();
      return;
    }
    const kept = [...answer.headers].filter(([name]) => !HOP_BY_HOP.has(name));
    response.writeHead(answer.status, Object.fromEntries(kept)).end(answered);
  }
}

/** `fetch` has unpacked the body, and the connection is another one. */
const HOP_BY_HOP = new Set([
  'content-encoding',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
]);

async function bytesOf(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
