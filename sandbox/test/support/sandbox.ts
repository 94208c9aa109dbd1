import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/start-sandbox.js';

export interface TestSandbox extends Sandbox {
  stripe: Stripe;
  /** Calls one of the sandbox's own controls. */
  control<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T>;
}

/** A sandbox on a free port, with an unmodified SDK that speaks to it. */
export async function testSandbox(options: Partial<SandboxOptions> = {}): Promise<TestSandbox> {
  const sandbox = await startSandbox({ port: 0, ...options });
  return {
    ...sandbox,
    stripe: sdk(sandbox.port),
    control: async <T>(method: string, path: string, body?: unknown) => {
      const response = await fetch(`${sandbox.url}/_sandbox/${path}`, {
        method,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
      });
      return (await response.json()) as T;
    },
  };
}

export function sdk(port: number, config: Partial<Stripe.StripeConfig> = {}): Stripe {
  return new Stripe('sk_test_anything', {
    host: '127.0.0.1',
    port,
    protocol: 'http',
    telemetry: false,
    ...config,
  });
}

export interface Receiver {
  url: string;
  deliveries: { payload: string; signature: string }[];
  /** What is answered from now on. */
  answer(status: number): void;
  close(): Promise<void>;
}

/** A webhook endpoint that writes down what it gets. */
export async function receiver(): Promise<Receiver> {
  const deliveries: Receiver['deliveries'] = [];
  let status = 200;
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      deliveries.push({
        payload: Buffer.concat(chunks).toString('utf8'),
        signature: String(request.headers['stripe-signature']),
      });
      response.writeHead(status).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    deliveries,
    answer: (next) => void (status = next),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Tries until `check` holds; the limit only keeps a broken test from hanging. */
export async function until<T>(
  check: () => Promise<T | false | undefined> | T | false | undefined,
): Promise<T> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const value = await check();
    if (value !== false && value !== undefined && value !== null) return value;
    if (Date.now() > deadline) throw new Error(`still not so after 10 s: ${check.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export function temporaryDirectory(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'kaikei-sandbox-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
