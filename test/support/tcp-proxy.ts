import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePort } from '../../scripts/lib/ports.mjs';

/**
 * Stands between our processes and their database. `open` passes everything on; `refused` is a server that is gone;
 * `silent` is one that is there and answers nothing, as behind a broken network.
 */
export class TcpProxy {
  readonly #pairs = new Set<{ near: Socket; far: Socket }>();
  #silent = false;
  #server: Server | null = null;

  private constructor(
    readonly port: number,
    private readonly target: { host: string; port: number },
  ) {}

  /** @param url of the database behind it; `urlThrough` is the way to it */
  static async before(url: string): Promise<TcpProxy> {
    const { hostname, port } = new URL(url);
    const proxy = new TcpProxy(await freePort(), { host: hostname, port: Number(port) });
    await proxy.open();
    return proxy;
  }

  urlThrough(url: string): string {
    const through = new URL(url);
    through.hostname = '127.0.0.1';
    through.port = String(this.port);
    return through.href;
  }

  async open(): Promise<void> {
    this.#silent = false;
    for (const { near, far } of this.#pairs) {
      near.resume();
      far.resume();
    }
    if (this.#server) return;
    const server = createServer((near) => this.#join(near));
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(this.port, '127.0.0.1', resolve);
    });
  }

  async refuse(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    const closed = server && new Promise((resolve) => server.close(resolve));
    this.cut();
    await closed;
  }

  silence(): Promise<void> {
    this.#silent = true;
    for (const { near, far } of this.#pairs) {
      near.pause();
      far.pause();
    }
    return Promise.resolve();
  }

  /** Breaks every connection that stands; new ones are taken. */
  cut(): void {
    for (const { near, far } of this.#pairs) {
      near.resetAndDestroy();
      far.destroy();
    }
    this.#pairs.clear();
  }

  #join(near: Socket): void {
    const far = connect(this.target);
    const pair = { near, far };
    this.#pairs.add(pair);
    const end = (): void => {
      near.destroy();
      far.destroy();
      this.#pairs.delete(pair);
    };
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      // An error is followed by `close`, which ends both.
      from
        .on('data', (chunk) => to.write(chunk))
        .on('close', end)
        .on('error', end);
      if (this.#silent) from.pause();
    }
  }
}
