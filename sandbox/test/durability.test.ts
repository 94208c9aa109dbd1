import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from '@jest/globals';
import { receiver, sdk, temporaryDirectory, until } from './support/sandbox.js';

const ROOT = join(import.meta.dirname, '..');
const COMMAND = join(ROOT, 'bin/kaikei-sandbox.js');
/** It takes a third of a second; a busy machine may need several times as long. `bench/ready.mjs` measures it. */
const READY_LIMIT_MS = 3000;
const running: ChildProcess[] = [];
const directories: { remove(): void }[] = [];

beforeAll(() => {
  if (!existsSync(join(ROOT, 'dist/cli.js')))
    throw new Error('Build the sandbox first: tsc -p sandbox/tsconfig.json');
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  for (const directory of directories.splice(0)) directory.remove();
});

interface Started {
  child: ChildProcess;
  port: number;
  readyMs: number;
}

/** Starts the command as a user would, with an IPC channel to hear when it is ready. */
function start(args: string[], env: Record<string, string> = {}): Promise<Started> {
  const began = Date.now();
  const child = spawn(process.execPath, [COMMAND, '--port', '0', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  running.push(child);
  return new Promise((resolve) =>
    child.once('message', (message) => {
      const { port } = new URL((message as { url: string }).url);
      resolve({ child, port: Number(port), readyMs: Date.now() - began });
    }),
  );
}

function dataDirectory(): string {
  const directory = temporaryDirectory();
  directories.push(directory);
  return directory.path;
}

const exited = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('exit', resolve));

test('what was answered before a kill -9 is there after it, complete and once', async () => {
  const data = dataDirectory();
  const first = await start(['--data', data]);
  const stripe = sdk(first.port, { maxNetworkRetries: 0 });
  const answered: string[] = [];
  const load = Array.from({ length: 8 }, async () => {
    for (;;) {
      const intent = await stripe.paymentIntents.create({
        amount: 1000,
        currency: 'jpy',
        confirm: true,
        payment_method: 'pm_card_visa',
      });
      answered.push(intent.id);
    }
  }).map((each) => each.catch(() => undefined));
  await until(() => answered.length >= 200);
  first.child.kill('SIGKILL');
  await Promise.all(load);
  const second = await start(['--data', data]);
  const found = new Set<string>();
  for await (const intent of sdk(second.port).paymentIntents.list({ limit: 100 })) {
    expect(intent.status).toBe('succeeded');
    found.add(intent.id);
  }
  expect(answered.filter((id) => !found.has(id))).toEqual([]);
  expect(second.readyMs).toBeLessThan(READY_LIMIT_MS);
  const events = new Set<string>();
  for await (const event of sdk(second.port).events.list({ type: 'payment_intent.succeeded', limit: 100 }))
    events.add((event.data.object as { id: string }).id);
  expect(events).toEqual(found);
});

test('deliveries that were due go on after a restart', async () => {
  const data = dataDirectory();
  const hook = await receiver();
  hook.answer(503);
  const webhook = ['--data', data, '--webhook-url', hook.url];
  const first = await start(webhook, { SANDBOX_WEBHOOK_SECRET: 'whsec_x' });
  await sdk(first.port).customers.create();
  await until(() => hook.deliveries.length > 0);
  first.child.kill('SIGKILL');
  const failures = hook.deliveries.length;
  hook.answer(200);
  const second = await start(webhook, { SANDBOX_WEBHOOK_SECRET: 'whsec_x' });
  const began = Date.now();
  await until(() => hook.deliveries.length > failures);
  expect(Date.now() - began).toBeLessThan(1000);
  expect((await sdk(second.port).webhookEndpoints.list()).data).toHaveLength(1);
  await hook.close();
});

test('a last line that was cut off is left out, not an obstacle', async () => {
  const data = dataDirectory();
  const { appendFileSync, readdirSync } = await import('node:fs');
  const first = await start(['--data', data]);
  const { id } = await sdk(first.port).customers.create();
  first.child.kill('SIGKILL');
  const [journal = ''] = readdirSync(data);
  appendFileSync(join(data, journal), '[["customers",{"id":"cus_torn"');
  const second = await start(['--data', data]);
  const { data: customers } = await sdk(second.port).customers.list();
  expect(customers.map((customer) => customer.id)).toEqual([id]);
});

test('a second sandbox is refused the same folder, until the first one is gone, however it went', async () => {
  const data = dataDirectory();
  const first = await start(['--data', data]);
  const refused = spawn(process.execPath, [COMMAND, '--port', '0', '--data', data], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running.push(refused);
  let said = '';
  refused.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  expect(await exited(refused)).toBe(1);
  expect(said.trim().split('\n')).toHaveLength(1);
  for (const word of [data, String(first.child.pid), '--data', 'SANDBOX_DATA']) expect(said).toContain(word);
  await sdk(first.port).customers.create();

  first.child.kill('SIGKILL');
  const second = await start(['--data', data]);
  expect(second.readyMs).toBeLessThan(READY_LIMIT_MS);
  expect((await sdk(second.port).customers.list()).data).toHaveLength(1);
  second.child.kill('SIGTERM'); // the next one waits for it to end
  const third = await start(['--data', data]);
  expect((await sdk(third.port).customers.list()).data).toHaveLength(1);
});

test.each(['SIGTERM', 'disconnect'])('%s stops it within two seconds', async (how) => {
  const { child } = await start([]);
  const began = Date.now();
  const gone = exited(child);
  if (how === 'disconnect') child.disconnect();
  else child.kill(how as NodeJS.Signals);
  expect(await gone).toBe(0);
  expect(Date.now() - began).toBeLessThan(2000);
});

test('a taken port is said in one line that names the port and the variable', async () => {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
  const { port } = blocker.address() as { port: number };
  const child = spawn(process.execPath, [COMMAND], {
    env: { ...process.env, SANDBOX_PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running.push(child);
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  expect(await exited(child)).toBe(1);
  expect(said.trim().split('\n')).toHaveLength(1);
  expect(said).toContain(String(port));
  expect(said).toContain('SANDBOX_PORT');
  blocker.close();
});
