import { once } from 'node:events';
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';

/** Stands between a program and its database, so that a test can take the database away. */
export class DatabaseProxy {
  readonly #sockets = new Set<Socket>();
  #mode: 'open' | 'away' | 'hanging' = 'open';

  private constructor(
    private readonly server: Server,
    private readonly target: { readonly host: string; readonly port: number },
  ) {
    server.on('connection', (socket) => {
      this.#accept(socket);
    });
  }

  /** @param targetUrl of the database server; the tests' own, if none is given */
  static async before(targetUrl = process.env.TEST_POSTGRES_URL ?? ''): Promise<DatabaseProxy> {
    const { hostname: host, port } = new URL(targetUrl);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new DatabaseProxy(server, { host, port: Number(port) });
  }

  url(targetUrl: string): string {
    const url = new URL(targetUrl);
    url.hostname = '127.0.0.1';
    url.port = String((this.server.address() as AddressInfo).port);
    return url.href;
  }

  /** As when the server is killed: connections end, new ones are refused. */
  takeAway(): void {
    this.#mode = 'away';
    this.#dropAll();
  }

  /** As when the machine or the network is gone: nothing ends, nothing answers. */
  hang(): void {
    this.#mode = 'hanging';
    for (const socket of this.#sockets) socket.pause().unpipe();
  }

  /** As when the server is too busy to take anybody new: those that are connected go on. */
  admitNobody(): void {
    this.#mode = 'hanging';
  }

  /** Resolves when somebody has come, admitted or not. */
  async newcomer(): Promise<void> {
    await once(this.server, 'connection');
  }

  /** Back to normal. What hung is lost. */
  bringBack(): void {
    this.#mode = 'open';
    this.#dropAll();
  }

  async close(): Promise<void> {
    this.#dropAll();
    await new Promise((resolve) => this.server.close(resolve));
  }

  #accept(socket: Socket): void {
    if (this.#mode === 'away') {
      socket.destroy();
      return;
    }
    this.#track(socket);
    if (this.#mode === 'hanging') return;
    const upstream = connect(this.target.port, this.target.host);
    this.#track(upstream);
    socket.pipe(upstream).pipe(socket);
    socket.on('close', () => upstream.destroy());
    upstream.on('close', () => socket.destroy());
  }

  #track(socket: Socket): void {
    this.#sockets.add(socket);
    // A broken connection is what this is for.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#sockets.delete(socket));
  }

  #dropAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
