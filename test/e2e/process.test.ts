import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { fromRoot } from '../../scripts/lib/paths.mjs';
import { freePort } from '../../scripts/lib/ports.mjs';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { lockTable } from '../support/table-lock.js';
import { DatabaseProxy } from '../support/database-proxy.js';

const START_WITHIN_MS = 20_000;
const STOP_WITHIN_MS = 10_000;
const MIB = 1_024 * 1_024;
const MONITOR = { authorization: 'Bearer a monitoring token' };

/** `node dist/main.js`, as it is run in production. */
describe('the API process', () => {
  let database: TestDatabase;
  let proxy: DatabaseProxy;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    proxy = await DatabaseProxy.before();
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });
  afterAll(async () => {
    await proxy.close();
    await database.drop();
  });

  interface Api {
    readonly child: ChildProcess;
    readonly url: string;
    output(): string;
    exit(): Promise<number | null>;
  }

  async function run(env: Readonly<Record<string, string>> = {}): Promise<Api> {
    const port = await freePort();
    const child = fork(fromRoot('dist', 'main.js'), [], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: [],
      env: {
        NODE_ENV: 'production',
        PORT: String(port),
        HOST: '127.0.0.1',
        DATABASE_URL: proxy.url(database.url),
        STRIPE_SECRET_KEY: 'sk_test_process',
        STRIPE_PUBLISHABLE_KEY: 'pk_test_process',
        STRIPE_API_BASE: 'http://127.0.0.1:9',
        STRIPE_WEBHOOK_SECRET: 'whsec_process',
        JWT_SECRET: 'a secret for tests, of no use elsewhere',
        FRONTEND_URL: 'https://shop.example',
        METRICS_TOKEN: 'a monitoring token',
        ...env,
      },
    });
    children.push(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (output += String(text)));
    const exited = once(child, 'exit');
    return {
      child,
      url: `http://127.0.0.1:${port}`,
      output: () => output,
      exit: async () => ((await exited) as [number | null])[0],
    };
  }

  const started = async (api: Api): Promise<Api> => {
    const isLive = (): Promise<boolean> =>
      fetch(`${api.url}/health/live`).then(
        ({ ok }) => ok,
        () => false,
      );
    await eventually(isLive, Boolean, START_WITHIN_MS);
    return api;
  };

  /** Resolves once nothing listens any more. */
  const refuses = (api: Api): Promise<boolean> =>
    eventually(
      () =>
        fetch(`${api.url}/health/live`).then(
          () => false,
          () => true,
        ),
      Boolean,
      STOP_WITHIN_MS,
    );

  /** Milliseconds until it has ended, and its exit code. */
  async function ended(api: Api): Promise<{ ms: number; code: number | null }> {
    const from = performance.now();
    const code = await api.exit();
    return { ms: performance.now() - from, code };
  }

  it('finishes the request in hand on SIGTERM, closes idle connections, and exits 0 in time', async () => {
    const api = await started(await run());
    const agent = new Agent({ keepAlive: true });
    await new Promise((resolve) =>
      get(`${api.url}/health/live`, { agent }, (answer) => answer.resume().on('end', resolve)),
    );
    const lock = await lockTable(database.url, 'products');
    const inHand = fetch(`${api.url}/api/products`);
    await lock.waiting();
    api.child.kill('SIGTERM');
    await refuses(api);
    await lock.release();
    const end = await ended(api);
    const answer = await inHand;
    agent.destroy();
    expect([answer.status, end.code]).toEqual([200, 0]);
    expect(end.ms).toBeLessThan(STOP_WITHIN_MS);
  });

  it('ends with its parent', async () => {
    const api = await started(await run());
    api.child.disconnect();
    expect(await ended(api)).toMatchObject({ code: 0 });
  });

  it('ends even where nobody reads its last lines', async () => {
    const last = fork(fromRoot('test', 'support', 'last-lines.mjs'), [], {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      execArgv: [],
    });
    children.push(last);
    await once(last, 'message');
    last.stdout?.destroy();
    const ended = once(last, 'exit', { signal: AbortSignal.timeout(STOP_WITHIN_MS) });
    last.send('The reader is gone.');
    expect(await ended).toEqual([1, null]);
  });

  it('names every problem of its configuration and exits 1', async () => {
    const api = await run({ PORT: '0', JWT_SECRET: 'short', STRIPE_SECRET_KEY: '' });
    expect((await ended(api)).code).toBe(1);
    for (const name of ['PORT', 'JWT_SECRET', 'STRIPE_SECRET_KEY']) expect(api.output()).toContain(name);
  });

  it('waits for a database that is away when it starts, and says so without its password', async () => {
    proxy.takeAway();
    const api = await run();
    await eventually(
      () => Promise.resolve(api.output()),
      (output) => output.includes('Unable to connect to the database'),
      START_WITHIN_MS,
    );
    proxy.bringBack();
    await started(api);
    expect(api.output()).not.toContain(new URL(database.url).password);
  });

  it('writes JSON lines that carry the request id and no secret', async () => {
    const api = await started(await run());
    await fetch(`${api.url}/api/orders?token=hidden`, {
      headers: { 'x-request-id': 'req-77', authorization: 'Bearer stolen', cookie: 'kaikei_access=stolen' },
    });
    const lines = await eventually(
      () => Promise.resolve(api.output().split('\n').filter(Boolean)),
      (all) => all.some((line) => line.includes('req-77')),
      START_WITHIN_MS,
    );
    const line = JSON.parse(lines.find((one) => one.includes('req-77')) ?? '{}') as object;
    expect(line).toMatchObject({ level: 'warn', path: '/api/orders', status: 401, code: 'unauthenticated' });
    expect(api.output()).not.toMatch(/stolen|hidden/);
  });

  it('refuses 50 MiB without taking them in, however they are sent and however many at once', async () => {
    const api = await started(await run());
    // While so much is read, the database may take longer than anybody waits for it: then the process is asked once more.
    const rss = async (): Promise<number> => {
      const answer = await eventually(
        () => fetch(`${api.url}/health/internal`, { headers: MONITOR }),
        ({ status }) => status === 200,
        START_WITHIN_MS,
      );
      return ((await answer.json()) as { memory: { rss_bytes: number } }).memory.rss_bytes;
    };
    const send = async (path: string, body: Buffer | ReadableStream): Promise<number> => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(api.url + path, { method: 'POST', headers, body, duplex: 'half' });
      return answer.status;
    };
    /** The most that it takes until `signal`, and once after. */
    const peak = async (signal: AbortSignal): Promise<number> => {
      let most = 0;
      while (!signal.aborted) most = Math.max(most, await rss());
      return Math.max(most, await rss());
    };
    /** By how much it grows at the most while so many send. */
    const growth = async (senders: number): Promise<number> => {
      const peaks = [await rss()];
      for (const path of ['/webhooks/stripe', '/api/auth/login']) {
        for (const body of [(): Buffer => Buffer.alloc(50 * MIB), inChunks]) {
          const sent = new AbortController();
          const sending = Promise.all(Array.from({ length: senders }, () => send(path, body())));
          const [statuses, most] = await Promise.all([
            sending.finally(() => sent.abort()),
            peak(sent.signal),
          ]);
          expect(statuses).toEqual(Array.from({ length: senders }, () => 413));
          peaks.push(most);
        }
      }
      return Math.max(...peaks) - (peaks[0] ?? 0);
    };
    // What the first ones take is the heap, which grows to its size.
    await growth(1);
    // Half of four that were kept.
    expect(await growth(4)).toBeLessThan(100 * MIB);
  });
});

/** 50 MiB whose length nobody says. */
function inChunks(): ReadableStream {
  let left = 50;
  return new ReadableStream({
    pull(controller) {
      if (left === 0) controller.close();
      else controller.enqueue(Buffer.alloc(MIB));
      left -= 1;
    },
  });
}
